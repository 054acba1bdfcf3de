import { z } from 'zod';
import { authorizePerson } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';

export const chooseOrganizationSchema = z.object({
  interactionId: z.string().regex(/^[\w-]{21,64}$/, 'There is no such login.'),
  organizationId: z.string().regex(/^org_[0-9]{17,19}$/, 'There is no such organization.'),
});

/**
 * Answers a waiting login with the organization that the person picked; the provider goes on with it. Refuses with
 * `not_found` when they are no active member there, or nothing waits any more.
 */
export async function chooseOrganization(
  ctx: Ctx,
  input: z.output<typeof chooseOrganizationSchema>,
): Promise<void> {
  const actor = authorizePerson(ctx, 'session.choose-organization');
  const { organizationId } = input;
  // Also one that lets nobody in without its identity provider: choosing it leads there.
  const belongs = await ctx.db.membership.count({
    where: { userId: actor.userId, organizationId, status: 'ACTIVE' },
  });
  if (belongs === 0) refuse('not_found', 'You do not belong to it.');
  const result = JSON.stringify({ organization: input.organizationId });
  const changed = await ctx.db.$executeRaw`
    update oidc_interactions set payload = payload || jsonb_build_object('result', ${result}::jsonb)
    where id = ${input.interactionId} and expires_at > ${ctx.now}::timestamptz`;
  if (changed === 0) refuse('not_found', 'This login has waited for too long.');
}
