import { recordAudit } from '../audit/record';
import { whatChanged } from '../audit/what-changed';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { lockMembership } from './membership';
import type { UpdateMembershipInput } from './membership.schema';

/** Replaces what the application keeps beside a membership, in whatever state it is. Writes nothing when it is the same. */
export async function updateMembership(ctx: Ctx, input: UpdateMembershipInput): Promise<void> {
  authorize(ctx, 'membership.update', input.organizationId);
  await ctx.db.$transaction(async (tx) => {
    const member = await lockMembership(tx, input);
    const where = { id: member.id };
    const before = await tx.membership.findUniqueOrThrow({ where, select: { metadata: true } });
    const changes = whatChanged<{ metadata: unknown }>(before, { metadata: input.metadata });
    if (!changes) return;
    const data = { metadata: input.metadata, updatedAt: ctx.now };
    await tx.membership.update({ where, data, select: { id: true } });
    await recordAudit(tx, ctx, {
      action: 'membership.updated',
      organizationId: input.organizationId,
      target: { kind: 'membership', id: member.id, name: member.email },
      changes,
    });
  });
}
