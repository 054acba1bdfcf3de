import { cache } from 'react';
import { viewFrontDoor } from '@/lib/workspace/view-front-door';
import { getCtx } from '@/server/context';

/** Whose login this is; read once a request. */
export const readFrontDoor = cache(async () => viewFrontDoor(await getCtx()));
