import { notifyChange, recordAudit } from '../audit/record';
import { whatChanged } from '../audit/what-changed';
import { authorizePerson } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { refuse } from '../errors';
import { requireOwnNames } from './require-own-names';
import type { UpdateOwnProfileInput } from './user.schema';

/**
 * Changes how the acting person is named, everywhere at once: the open lists of their organizations show it by
 * themselves. Their address stays: it is who they are here. Refuses the names that a directory says
 * (`managed_by_directory`). Writes nothing when nothing changed.
 */
export async function updateOwnProfile(ctx: Ctx, input: UpdateOwnProfileInput): Promise<void> {
  const { userId, organizations } = authorizePerson(ctx, 'profile.update');
  await ctx.db.$transaction(async (tx) => {
    const { email, ...before } = await lockNames(tx, userId);
    const changes = whatChanged(before, input);
    if (!changes) return;
    await requireOwnNames(tx, userId, changes.after);
    const { displayName, ...names } = input;
    const data = { ...names, name: displayName, updatedAt: ctx.now };
    await tx.user.update({ where: { id: userId }, data, select: { id: true } });
    await recordAudit(tx, ctx, {
      action: 'user.updated',
      organizationId: null,
      target: { kind: 'user', id: userId, name: email },
      changes,
    });
    for (const organizationId of organizations.keys()) await notifyChange(tx, organizationId);
  });
}

async function lockNames(
  tx: Transaction,
  userId: string,
): Promise<UpdateOwnProfileInput & { readonly email: string }> {
  const [row] = await tx.$queryRaw<(UpdateOwnProfileInput & { email: string })[]>`
    select email, given_name as "givenName", family_name as "familyName", display_name as "displayName"
    from users where id = ${userId} for update`;
  return row ?? refuse('unauthenticated', 'Sign in first.');
}
