import { cache } from 'react';
import { getOrganization } from '@/lib/organizations/get-organization';
import { answerPage } from '../../answer-page';

/** The organization of this address, read once a request for the frame and the page in it. */
export const readOrganization = cache((organizationId: string) =>
  answerPage((ctx) => getOrganization(ctx, { organizationId })),
);
