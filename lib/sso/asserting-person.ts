import type { Ctx } from '../authz/context';
import type { LoginConnection } from '../connections/find-connection';
import { matchRoles, saidRoles } from '../connections/match-roles';
import { prepared } from '../db';
import type { SaidRoles, SourcedRole } from '../memberships/role-source';
import { domainOf, parseEmailAddress } from '../users/email-address';
import type { AssertedIdentity } from './asserted-identity';
import { refuse } from './steps';

/** What is known here of whoever an identity provider speaks of. */
export interface AssertedPerson {
  /** The address as it is stored, and its key. */
  readonly email: string;
  readonly emailKey: string;
  /** The address of the account, which the identity provider does not change. */
  readonly accountEmail: string | null;
  /** Whose identity it is already. */
  readonly identityUserId: string | null;
  readonly userId: string | null;
  readonly membershipId: string | null;
  readonly status: 'PENDING_INVITE' | 'ACTIVE' | 'INACTIVE' | null;
  /** The open invitation of that membership. */
  readonly invitationId: string | null;
  readonly invitationGeneration: number | null;
  readonly invitationEmailKey: string | null;
  readonly isRemoved: boolean;
  /** The account of that address is somebody else's at this connection. */
  readonly isTaken: boolean;
  readonly isStaff: boolean;
  /** They may do more than all who have said who vouches here, and have not shown since then that it is they. */
  readonly isGuarded: boolean;
  /** They belong elsewhere, too. */
  readonly hasOthers: boolean;
  readonly domainVerified: boolean;
  /** The account's own address, which may be another, is in a verified domain, too; so where there is no account yet. */
  readonly accountDomainVerified: boolean;
  readonly defaultRoleId: string;
  /** What the mappings of the connection give them now. */
  readonly mappedRoles: SaidRoles['roles'];
  /** What the membership has. */
  readonly heldRoles: readonly SourcedRole[];
}

type Row = Omit<AssertedPerson, 'mappedRoles'> & { readonly mappedRoleIds: readonly string[] };

export const noAddress = refuse('address', 'No address that can be mailed to was asserted.');

/** The address that counts; null where none was asserted that can be one. */
export function readAssertedAddress(identity: AssertedIdentity): { address: string; key: string } | null {
  const parsed = parseEmailAddress(identity.email ?? '');
  return typeof parsed === 'string' ? null : parsed;
}

/**
 * Everything that decides what an asserted identity may do, in one statement. An identity that is known is its person,
 * whatever address is asserted; else the address finds one. Public: its callers have checked the assertion.
 */
export async function findAssertedPerson(
  ctx: Ctx,
  connection: LoginConnection,
  identity: AssertedIdentity,
  email: { readonly address: string; readonly key: string },
): Promise<AssertedPerson> {
  const { id: connectionId, organizationId } = connection;
  const said = saidRoles(matchRoles(connection.roleMappings, identity, connection.attributeMapping));
  const [row] = await ctx.db.$queryRaw<[Row]>`${prepared}
    with identity as (
      select user_id, proven_at from identities
      where connection_id = ${connectionId} and subject = ${identity.subject}),
    person as (
      select u.id, u.email, u.email_key from users u
      where u.id = coalesce((select user_id from identity),
        (select id from users where email_key = ${email.key}))),
    owned as (
      select domain from domains
      where organization_id = ${organizationId} and type = 'ORGANIZATION_DOMAIN' and verified_at is not null),
    membership as (
      select m.id, m.status from memberships m join person on person.id = m.user_id
      where m.organization_id = ${organizationId}),
    invitation as (
      select i.* from invitations i join membership on membership.id = i.membership_id
      where i.accepted_at is null and i.revoked_at is null
      order by i.id desc limit 1)
    select ${email.address} as email, ${email.key} as "emailKey", (select email from person) as "accountEmail",
      (select user_id from identity) as "identityUserId",
      (select id from person) as "userId", membership.id as "membershipId", membership.status::text as status,
      open.id as "invitationId", open.generation as "invitationGeneration", open.email_key as "invitationEmailKey",
      exists (select 1 from removals where organization_id = ${organizationId}
          and email_key in (${email.key}, (select email_key from person)))
        or exists (select 1 from removed_identities where connection_id = ${connectionId}
          and subject = ${identity.subject}) as "isRemoved",
      exists (select 1 from identities i join person on person.id = i.user_id
        where i.connection_id = ${connectionId} and i.subject <> ${identity.subject}
          and not exists (select 1 from identity)) as "isTaken",
      exists (select 1 from staff join person on person.id = staff.user_id) as "isStaff",
      exists (select 1 from connections c join membership on true
        join membership_roles held on held.membership_id = membership.id join roles r on r.id = held.role_id
        where c.id = ${connectionId} and not r.effective_permissions <@ c.guarded_with
          and c.guarded_at > coalesce((select proven_at from identity), '-infinity')) as "isGuarded",
      exists (select 1 from memberships m join person on person.id = m.user_id
        where m.organization_id <> ${organizationId} and m.status <> 'PENDING_INVITE') as "hasOthers",
      exists (select 1 from owned where domain = ${domainOf(email.key)}) as "domainVerified",
      not exists (select 1 from person
        where split_part(email_key, '@', 2) not in (select domain from owned)) as "accountDomainVerified",
      (select coalesce(o.default_member_role_id, w.default_member_role_id) from organizations o, workspace w
        where o.id = ${organizationId}) as "defaultRoleId",
      array(select id from roles where id = any(${said.map(({ roleId }) => roleId)}::text[])) as "mappedRoleIds",
      (select coalesce(jsonb_agg(jsonb_build_object('roleId', role_id, 'source', source, 'reason', reason)), '[]')
        from membership_roles held join membership on membership.id = held.membership_id) as "heldRoles"
    from (values (1)) one
    left join membership on true
    left join invitation open on open.expires_at > ${ctx.now}::timestamptz and open.seat_held`;
  const { mappedRoleIds, ...person } = row;
  return { ...person, mappedRoles: said.filter(({ roleId }) => mappedRoleIds.includes(roleId)) };
}
