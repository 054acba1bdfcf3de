'use server';

import { createPortalLink } from '@/lib/portal/create-portal-link';
import { createPortalLinkSchema, portalLinkRefSchema } from '@/lib/portal/portal-link.schema';
import { revokePortalLink } from '@/lib/portal/revoke-portal-link';
import { defineAction } from '@/server/actions/define-action';
import { thenRefresh } from '../../../../then-refresh';

export const createPortalLinkAction = defineAction(createPortalLinkSchema, thenRefresh(createPortalLink));
export const revokePortalLinkAction = defineAction(portalLinkRefSchema, thenRefresh(revokePortalLink));
