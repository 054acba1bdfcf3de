import { recordAudit } from '../audit/record';
import { authorizePerson } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { lockStaff, requireRank } from './lock-staff';
import type { ChangeStaffRoleInput } from './staff.schema';

/**
 * Gives someone on the staff another role, effective at their next request. Only owners make owners or touch them; the
 * last owner stays one (`last_owner`), also under parallel requests.
 */
export async function changeStaffRole(ctx: Ctx, input: ChangeStaffRoleInput): Promise<void> {
  const actor = authorizePerson(ctx, 'staff.manage');
  await ctx.db.$transaction(async (tx) => {
    const person = await lockStaff(tx, actor, input.userId);
    requireRank(person.actorRole, input.role);
    if (person.role === input.role) return;
    if (person.isLastOwner) refuse('last_owner', 'This is the only owner. Make someone else an owner first.');
    await tx.staff.update({
      where: { userId: person.userId },
      data: { role: input.role },
      select: { userId: true },
    });
    await recordAudit(tx, ctx, {
      action: 'staff.role_changed',
      organizationId: null,
      target: { kind: 'staff', id: person.userId, name: person.email },
      changes: { before: { role: person.role }, after: { role: input.role } },
    });
  });
}
