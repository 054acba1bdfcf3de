import type { Ctx } from '../authz/context';
import { hashToken } from '../crypto';
import { prepared } from '../db';
import { invitationToken } from '../links/invitation-token';
import { addressKey } from '../users/email-address';

/** An invitation whose link led to an identity provider, where somebody else logged in. */
export interface MistakenInvitation {
  /** Who logged in there. */
  readonly asserted: string;
  /** Whom the invitation is for. */
  readonly invited: string;
  readonly organizationName: string;
  readonly inviterName: string;
  /** Of the mailed link that this browser came by. */
  readonly token: string;
  /** Where whoever logged in may come in without it; null: they need an invitation of their own. */
  readonly connectionId: string | null;
}

export interface RefusedHere {
  /** What the person was told. */
  readonly reference: string;
  /** What the browser holds of the logins that it has begun. */
  readonly browserSecret: string;
}

interface FoundRow extends Omit<MistakenInvitation, 'token'> {
  readonly invitationId: string;
  readonly generation: number;
}

/**
 * What a login that was refused for its address may be told (product rule 7): both addresses, while the invitation is open.
 * Only to the browser that came by the mailed link, which shows the invited address, and proved the other one at the identity
 * provider; to everybody else null, as for a login that was refused for another reason. Public: the browser's secret is the
 * proof.
 */
export async function viewMistakenInvitation(
  ctx: Ctx,
  input: RefusedHere,
): Promise<MistakenInvitation | null> {
  const [row] = await ctx.db.$queryRaw<FoundRow[]>`${prepared}
    select l.email as asserted, i.email as invited, o.name as "organizationName", i.inviter_name as "inviterName",
      i.id as "invitationId", i.generation,
      case when c.jit_enabled or exists (select 1 from memberships m join users u on u.id = m.user_id
        where m.organization_id = o.id and m.status = 'ACTIVE' and lower(u.email) = lower(l.email))
        then c.id end as "connectionId"
    from login_attempts l
    join sso_requests r on r.connection_id = l.connection_id and r.login_attempt_id = l.id
    join connections c on c.id = r.connection_id
    join invitations i on i.id = r.invitation_id and i.generation = r.invitation_generation
    join organizations o on o.id = i.organization_id
    where l.reference = ${input.reference} and l.failed_step = 'invitation' and l.email is not null
      and r.browser_hash = ${hashToken(input.browserSecret)} and r.expires_at > ${ctx.now}::timestamptz
      and i.accepted_at is null and i.revoked_at is null and i.expires_at > ${ctx.now}::timestamptz`;
  if (!row || addressKey(row.asserted) === addressKey(row.invited)) return null;
  const { invitationId, generation, ...view } = row;
  return { ...view, token: invitationToken({ invitationId, generation, purpose: 'mail' }) };
}
