import { redirect } from 'next/navigation';
import { cache } from 'react';
import type { Ctx } from '@/lib/authz/context';
import { getOrganization } from '@/lib/organizations/get-organization';
import { listOwnOrganizations } from '@/lib/organizations/list-own-organizations';
import { answerPage } from '../../answer-page';

/**
 * The organization of this address, read once a request for the frame and the page in it. A member whom it wants to come by
 * another login goes to their own page, which says so.
 */
export const readOrganization = cache((organizationId: string) =>
  answerPage((ctx) =>
    getOrganization(ctx, { organizationId }).catch(async (error: unknown) => {
      if (await isClosed(ctx, organizationId)) redirect('/me');
      throw error;
    }),
  ),
);

async function isClosed(ctx: Ctx, organizationId: string): Promise<boolean> {
  if (ctx.actor.kind !== 'user') return false;
  const { active } = await listOwnOrganizations(ctx);
  return active.some((own) => own.organizationId === organizationId && (own.needsSso || own.needsLink));
}
