import { recordAudit } from '../audit/record';
import type { Ctx, DirectoryActor } from '../authz/context';
import type { Transaction } from '../db';
import { addMember } from '../memberships/add-member';
import { endOpenInvitations } from '../memberships/end-open-invitations';
import { requireOtherAdmin } from '../memberships/last-admin';
import type { LockedMembership } from '../memberships/membership';
import { restoreMembership } from '../memberships/restore-membership';
import { suspendMembership } from '../memberships/suspend-membership';
import { takeSeat } from '../organizations/seats';
import { addressKey, type EmailAddress } from '../users/email-address';
import { followMetadata } from './follow-metadata';
import { followNames, possibleNames } from './follow-names';
import { saidMetadata } from './map-user';
import type { UserInput } from './read-user';
import type { RequestOutcome } from './record-request';
import { requireOwnDomain } from './require-own-domain';
import { ScimError } from './scim-error';

/** A user of a directory as they are to be. */
export interface SettledUser {
  readonly actor: DirectoryActor;
  readonly userId: string;
  readonly user: UserInput;
  /** Who they are already; null: whoever has their address. */
  readonly membershipId: string | null;
}

/** What a user of a directory means for the organization's members. */
export interface Settlement {
  /** Null: nobody is a member by it. */
  readonly membershipId: string | null;
  /** Null: it was so before. */
  readonly outcome: RequestOutcome | null;
}

type Member = LockedMembership & {
  /** Whose it is: another user of a directory that is on; null: nobody's. */
  readonly heldBy: string | null;
  /** Which directory's; null: the acting one's. */
  readonly heldIn: string | null;
};

/**
 * Makes the member of this address what the directory says of them: a new one, one who was there before with id, roles and
 * history, an invited one who needs no invitation any more; or inactive, with everything that ends with it (product rules
 * 10 to 13). Refuses an address that another user of a directory stands for (409), the last admin's end, and a seat over
 * the cap. The organization is locked, and a new address in a verified domain.
 */
export async function settleMembership(tx: Transaction, ctx: Ctx, settled: SettledUser): Promise<Settlement> {
  const { actor, user, userId } = settled;
  const { organizationId } = actor;
  const member = await lockMemberOf(tx, settled);
  if (!member) return user.active && user.email ? addNew(tx, ctx, actor, user, user.email) : nobody;
  if (member.heldBy) refuseHeld(member);
  await letGo(tx, member.id, userId);
  const outcome = await (user.active ? activate : deactivate)(tx, ctx, { ...member, organizationId });
  await followNames(tx, ctx, { organizationId, personId: member.userId, names: user.names });
  await followMetadata(tx, ctx, { organizationId, membershipId: member.id, user });
  return { membershipId: member.id, outcome };
}

const nobody: Settlement = { membershipId: null, outcome: null };

/** The member that they are, else the one who has their address. */
async function lockMemberOf(
  tx: Transaction,
  { actor, userId, user, membershipId }: SettledUser,
): Promise<Member | null> {
  const [row] = await tx.$queryRaw<Member[]>`
    select m.id, m.user_id as "userId", u.email, m.status::text as status, held.user_name as "heldBy",
      case when held.directory_id <> ${actor.directoryId} then held.directory end as "heldIn"
    from memberships m join users u on u.id = m.user_id
    left join lateral (
      select h.user_name, h.directory_id, d.name as directory
      from directory_users h join directories d on d.id = h.directory_id and d.enabled
      where h.membership_id = m.id and h.id <> ${userId}) held on true
    where m.organization_id = ${actor.organizationId}
      and case when ${membershipId}::text is null then m.email_key = ${user.email?.key ?? null}
        else m.id = ${membershipId} end
    for update of m`;
  return row ?? null;
}

function refuseHeld({ email, heldBy, heldIn }: Member): never {
  const [where, fix] =
    heldIn === null
      ? ['this directory', 'Link the person to that user, or give one of the two another address.']
      : [`the directory “${heldIn}”`, 'Take them out of one of the two directories.'];
  throw new ScimError(
    409,
    'uniqueness',
    `The address ${email} belongs to the user “${heldBy}” of ${where} already. ${fix}`,
  );
}

/** A directory that is off speaks for nobody: its people are taken over. */
async function letGo(tx: Transaction, membershipId: string, userId: string): Promise<void> {
  await tx.$executeRaw`
    update directory_users set membership_id = null where membership_id = ${membershipId} and id <> ${userId}`;
}

async function addNew(
  tx: Transaction,
  ctx: Ctx,
  { organizationId }: DirectoryActor,
  user: UserInput,
  email: EmailAddress,
): Promise<Settlement> {
  await requireOwnDomain(tx, organizationId, email);
  const [usual] = await tx.$queryRaw<[{ role_id: string }]>`
    select coalesce(o.default_member_role_id, w.default_member_role_id) as role_id
    from organizations o cross join workspace w where o.id = ${organizationId}`;
  const added = await addMember(tx, ctx, {
    grantable: 'all',
    person: {
      organizationId,
      email: email.address,
      roleIds: [usual.role_id],
      ...possibleNames(user.names),
      membershipMetadata: saidMetadata(user),
    },
    provisioningMethod: 'scim',
    roleSource: 'DEFAULT',
  });
  await followNames(tx, ctx, { organizationId, personId: added.userId, names: user.names });
  return { membershipId: added.membershipId, outcome: 'user_created' };
}

type OwnMember = Member & { readonly organizationId: string };

/** Whom the directory may speak for, as long as it may. */
async function activate(tx: Transaction, ctx: Ctx, member: OwnMember): Promise<RequestOutcome | null> {
  await requireOwnDomain(tx, member.organizationId, { address: member.email, key: addressKey(member.email) });
  if (member.status === 'ACTIVE') return 'member_adopted';
  if (member.status === 'PENDING_INVITE') return completeInvitation(tx, ctx, member);
  await restoreMembership(tx, ctx, member);
  return 'member_reactivated';
}

/** The seat that the invitation holds becomes the member's; its links are dead, and its role stays. */
async function completeInvitation(tx: Transaction, ctx: Ctx, member: OwnMember): Promise<RequestOutcome> {
  const ended = await endOpenInvitations(tx, ctx, member.id);
  if (ended.seatsHeld === 0) await takeSeat(tx, ctx, member.organizationId);
  await tx.membership.update({
    where: { id: member.id },
    data: { status: 'ACTIVE', joinedAt: ctx.now, updatedAt: ctx.now },
    select: { id: true },
  });
  await recordAudit(tx, ctx, {
    action: 'membership.created',
    organizationId: member.organizationId,
    target: { kind: 'membership', id: member.id, name: member.email },
    changes: {
      before: { status: member.status },
      after: { status: 'ACTIVE', invitationsRevoked: ended.ids.length },
    },
  });
  return 'invitation_completed';
}

async function deactivate(tx: Transaction, ctx: Ctx, member: OwnMember): Promise<RequestOutcome | null> {
  if (member.status === 'INACTIVE') return null;
  await requireOtherAdmin(tx, member.organizationId, member.id);
  await suspendMembership(tx, ctx, member);
  return 'member_deactivated';
}
