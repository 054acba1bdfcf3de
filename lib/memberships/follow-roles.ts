import { recordAudit } from '../audit/record';
import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { lockOrganization } from '../organizations/seats';
import { areSameRoles, decideRoles } from './decide-roles';
import { isLastAdmin } from './last-admin';
import { type LockedMembership, lockMembership } from './membership';
import type { MembershipRef } from './membership.schema';
import type { SaidRoles, SourcedRole } from './role-source';

/** Why the last admin keeps a role that nothing gives them any more. */
const noOtherAdmin = 'kept, there is no other admin';

/**
 * Gives a member the roles that an identity provider or a directory says now, by the rule of `decideRoles`, whatever is
 * changed at the same moment; writes nothing when nothing changes. The last admin stays one (product rule 12), and the
 * reason of the role and the audit log say why. A role that was deleted meanwhile is left out. The caller knows who
 * speaks; whoever saved the mappings could give their roles.
 */
export async function followRoles(
  tx: Transaction,
  ctx: Ctx,
  ref: MembershipRef,
  said: SaidRoles,
): Promise<void> {
  await lockOrganization(tx, ref.organizationId);
  const member = await lockMembership(tx, ref);
  const known = await findKnownRoles(tx, ref, said);
  const before = [...known.values()].flatMap(toHeld);
  const decided = decideRoles(before, existing(said, known), defaultOf(known));
  const after = [...decided, ...(await adminToKeep(tx, { ref, member, known, before, decided }))];
  if (areSameRoles(before, after)) return;
  await writeRoles(tx, ctx, ref, after);
  await recordAudit(tx, ctx, {
    action: 'membership.roles_changed',
    organizationId: ref.organizationId,
    target: { kind: 'membership', id: member.id, name: member.email },
    changes: {
      before: { roles: namesOf(before, known) },
      after: { roles: namesOf(after, known), roleSource: said.source, because: reasonsOf(after, known) },
    },
  });
}

interface KnownRole {
  readonly id: string;
  readonly displayName: string;
  readonly isAdmin: boolean;
  readonly isDefault: boolean;
  /** Null: it is not held. */
  readonly source: SourcedRole['source'] | null;
  readonly reason: string | null;
}

type KnownRoles = ReadonlyMap<string, KnownRole>;

/** The roles that are held, said or the default, locked so that none is deleted meanwhile. */
async function findKnownRoles(tx: Transaction, ref: MembershipRef, said: SaidRoles): Promise<KnownRoles> {
  const ids = said.roles.map(({ roleId }) => roleId);
  const roles = await tx.$queryRaw<KnownRole[]>`
    select r.id, r.display_name as "displayName", r.effective_permissions @> array['members:manage'] as "isAdmin",
      r.id = usual.role_id as "isDefault", held.source::text as source, held.reason
    from (select coalesce(o.default_member_role_id, w.default_member_role_id) as role_id
      from organizations o cross join workspace w where o.id = ${ref.organizationId}) usual
    join roles r on r.organization_id is null or r.organization_id = ${ref.organizationId}
    left join membership_roles held on held.role_id = r.id and held.membership_id = ${ref.membershipId}
    where held.role_id is not null or r.id = usual.role_id or r.id = any(${ids}::text[])
    order by r.id for share of r`;
  return new Map(roles.map((role) => [role.id, role]));
}

function toHeld({ id, source, reason }: KnownRole): SourcedRole[] {
  return source ? [{ roleId: id, source, reason }] : [];
}

function existing({ source, roles }: SaidRoles, known: KnownRoles): SaidRoles {
  return { source, roles: roles.filter(({ roleId }) => known.has(roleId)) };
}

function defaultOf(known: KnownRoles): string | null {
  return [...known.values()].find((role) => role.isDefault)?.id ?? null;
}

interface Decision {
  readonly ref: MembershipRef;
  readonly member: LockedMembership;
  readonly known: KnownRoles;
  readonly before: readonly SourcedRole[];
  readonly decided: readonly SourcedRole[];
}

async function adminToKeep(
  tx: Transaction,
  { ref, member, known, before, decided }: Decision,
): Promise<SourcedRole[]> {
  const isAdmin = ({ roleId }: SourcedRole) => known.get(roleId)?.isAdmin ?? false;
  if (member.status !== 'ACTIVE' || !before.some(isAdmin) || decided.some(isAdmin)) return [];
  if (!(await isLastAdmin(tx, ref.organizationId, member.id))) return [];
  return before.filter(isAdmin).map((role) => ({ ...role, reason: noOtherAdmin }));
}

/** Only what differs: a role that stays is not touched, so that nobody who deletes another one is waited for. */
async function writeRoles(
  tx: Transaction,
  ctx: Ctx,
  { organizationId, membershipId }: MembershipRef,
  after: readonly SourcedRole[],
): Promise<void> {
  const ids = after.map(({ roleId }) => roleId);
  await tx.$executeRaw`
    delete from membership_roles where membership_id = ${membershipId} and role_id <> all(${ids}::text[])`;
  await tx.$executeRaw`
    insert into membership_roles as held (membership_id, role_id, organization_id, source, reason)
    select ${membershipId}, said."roleId", ${organizationId}, said.source::role_source, said.reason
    from jsonb_to_recordset(${JSON.stringify(after)}::jsonb) said("roleId" text, source text, reason text)
    on conflict (membership_id, role_id) do update set source = excluded.source, reason = excluded.reason
    where (held.source, held.reason) is distinct from (excluded.source, excluded.reason)`;
  await tx.$executeRaw`update memberships set updated_at = ${ctx.now}::timestamptz where id = ${membershipId}`;
}

function namesOf(roles: readonly SourcedRole[], known: KnownRoles): string[] {
  return roles.map(({ roleId }) => known.get(roleId)?.displayName ?? roleId).sort();
}

/** "Lead: group Engineering". */
function reasonsOf(roles: readonly SourcedRole[], known: KnownRoles): string[] {
  return roles.flatMap((role) => (role.reason ? [`${namesOf([role], known)}: ${role.reason}`] : []));
}
