import { authorize, can } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { Action } from '../authz/permissions';
import { refuse } from '../errors';
import type { MembershipRef } from './membership.schema';

/** What removing or deactivating somebody would end, for the question before it. */
export interface Ending {
  readonly email: string;
  readonly sessions: number;
  readonly openInvitation: boolean;
  /** Removing would delete the person, who belongs nowhere else. */
  readonly deletesUser: boolean;
  readonly lastAdmin: boolean;
}

/**
 * Looks ahead and changes nothing; what really ended is in the receipt of the action. Only for who may remove members or
 * revoke invitations: whether a person belongs elsewhere and is signed in is not for everybody who sees the list.
 */
export async function describeEnding(ctx: Ctx, input: MembershipRef): Promise<Ending> {
  authorize(ctx, endingAction(ctx, input), input.organizationId);
  const [row] = await ctx.db.$queryRaw<Ending[]>`
    select u.email,
      (select count(*)::int from sessions s where s.user_id = u.id
        and least(s.expires_at, s.absolute_expires_at) > ${ctx.now}::timestamptz and (s.organization_id = m.organization_id or not elsewhere.active)) as sessions,
      exists (select 1 from invitations i where i.membership_id = m.id and i.accepted_at is null
        and i.revoked_at is null) as "openInvitation",
      not elsewhere.known as "deletesUser",
      (m.status = 'ACTIVE' and admins.ids = array[m.id]) as "lastAdmin"
    from memberships m
    join users u on u.id = m.user_id
    cross join lateral (
      select count(*) filter (where o.status = 'ACTIVE') + count(staff.user_id) > 0 as active,
        count(o.id) + count(staff.user_id) > 0 as known
      from (select u.id) person
      left join memberships o on o.user_id = person.id and o.id <> m.id
      left join staff on staff.user_id = person.id) elsewhere
    cross join lateral (
      select array_agg(distinct a.id) as ids
      from roles r
      join membership_roles mr on mr.role_id = r.id and mr.organization_id = m.organization_id
      join memberships a on a.id = mr.membership_id and a.status = 'ACTIVE'
      where r.effective_permissions @> array['members:manage']) admins
    where m.id = ${input.membershipId} and m.organization_id = ${input.organizationId}`;
  return row ?? refuse('not_found', 'There is no such member.');
}

function endingAction(ctx: Ctx, { organizationId }: MembershipRef): Action {
  return can(ctx.actor, 'invitation.revoke', organizationId) ? 'invitation.revoke' : 'membership.remove';
}
