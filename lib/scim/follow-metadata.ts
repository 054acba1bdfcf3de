import { recordAudit } from '../audit/record';
import { whatChanged } from '../audit/what-changed';
import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { saidMetadata } from './map-user';
import type { UserInput } from './read-user';

export interface FollowedMetadata {
  readonly organizationId: string;
  readonly membershipId: string;
  readonly user: Pick<UserInput, 'metadata'>;
}

/** Keeps beside a membership what the mapping of its directory says; what others keep there stays. It is locked. */
export async function followMetadata(
  tx: Transaction,
  ctx: Ctx,
  { organizationId, membershipId, user }: FollowedMetadata,
): Promise<void> {
  if (Object.keys(user.metadata).length === 0) return;
  const before = await tx.membership.findUniqueOrThrow({
    where: { id: membershipId },
    select: { metadata: true, emailKey: true },
  });
  const kept = Object.entries(Object(before.metadata)).filter(([key]) => !Object.hasOwn(user.metadata, key));
  const metadata = { ...(Object.fromEntries(kept) as Record<string, string>), ...saidMetadata(user) };
  const changes = whatChanged<{ metadata: unknown }>({ metadata: before.metadata }, { metadata });
  if (!changes) return;
  const data = { metadata, updatedAt: ctx.now };
  await tx.membership.update({ where: { id: membershipId }, data, select: { id: true } });
  await recordAudit(tx, ctx, {
    action: 'membership.updated',
    organizationId,
    target: { kind: 'membership', id: membershipId, name: before.emailKey },
    changes,
  });
}
