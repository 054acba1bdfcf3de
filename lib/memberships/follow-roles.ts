import { notifyChange, recordAuditMany } from '../audit/record';
import type { Ctx } from '../authz/context';
import { prepared, type Transaction } from '../db';
import { refuse } from '../errors';
import { areSameRoles, decideRoles } from './decide-roles';
import { hasOtherAdmin } from './last-admin';
import type { LockedMembership } from './membership';
import type { SaidRoles, SourcedRole } from './role-source';

/** What an identity provider or a directory says now of members of an organization. */
export interface SaidOfMembers {
  readonly organizationId: string;
  readonly source: SaidRoles['source'];
  /** By the id of the membership. */
  readonly roles: ReadonlyMap<string, SaidRoles['roles']>;
}

/** Why the last admin keeps a role that nothing gives them any more. */
const noOtherAdmin = 'kept, there is no other admin';

/**
 * Gives members the roles that an identity provider or a directory says now, by the rule of `decideRoles`, whatever is
 * changed at the same moment; writes nothing of whom nothing changes, and records whose roles do, not the reason alone. The
 * number of statements does not grow with that of the members. The last admin stays one (product rule 12), and the reason of the role and the audit log say why. A role that was
 * deleted meanwhile is left out. The organization is locked. The caller knows who speaks; whoever saved the mappings could give
 * their roles.
 */
export async function followRoles(tx: Transaction, ctx: Ctx, said: SaidOfMembers): Promise<void> {
  if (said.roles.size === 0) return;
  const roles = await lockRoles(tx, said);
  const members = await findMembers(tx, said);
  const decided = members.map((member) => decide(member, said, roles));
  const changed = (await keepAnAdmin(tx, said, decided, roles)).filter(
    ({ held, after }) => !areSameRoles(held, after),
  );
  if (changed.length === 0) return;
  await writeRoles(tx, ctx, said, changed);
  await recordAuditMany(
    tx,
    ctx,
    changed.filter(isGivenOrTaken).map(({ id, email, held, after }) => ({
      action: 'membership.roles_changed',
      organizationId: said.organizationId,
      target: { kind: 'membership', id, name: email },
      changes: {
        before: { roles: namesOf(held, roles) },
        after: { roles: namesOf(after, roles), roleSource: said.source, because: reasonsOf(after, roles) },
      },
    })),
  );
  await notifyChange(tx, said.organizationId);
}

interface KnownRole {
  readonly id: string;
  readonly displayName: string;
  readonly isAdmin: boolean;
  readonly isDefault: boolean;
}

type KnownRoles = ReadonlyMap<string, KnownRole>;

/** The roles that are held, said or the default, locked so that none is deleted meanwhile. */
async function lockRoles(tx: Transaction, { organizationId, roles }: SaidOfMembers): Promise<KnownRoles> {
  const ids = [...roles.values()].flat().map(({ roleId }) => roleId);
  const known = await tx.$queryRaw<KnownRole[]>`${prepared}
    select r.id, r.display_name as "displayName", r.effective_permissions @> array['members:manage'] as "isAdmin",
      r.id = usual.role_id as "isDefault"
    from (select coalesce(o.default_member_role_id, w.default_member_role_id) as role_id
      from organizations o cross join workspace w where o.id = ${organizationId}) usual
    join roles r on r.organization_id is null or r.organization_id = ${organizationId}
    where r.id = usual.role_id or r.id = any(${[...new Set(ids)]}::text[])
      or r.id in (select role_id from membership_roles where membership_id = any(${[...roles.keys()]}::text[]))
    order by r.id for share of r`;
  return new Map(known.map((role) => [role.id, role]));
}

type Member = Pick<LockedMembership, 'id' | 'email' | 'status'> & { readonly held: readonly SourcedRole[] };

/** Nobody but who locked the organization changes which roles they have. By their ids, never through all of the organization. */
async function findMembers(tx: Transaction, { organizationId, roles }: SaidOfMembers): Promise<Member[]> {
  const members = await tx.$queryRaw<Member[]>`${prepared}
    select m.id, u.email, m.status::text as status, coalesce((
      select jsonb_agg(jsonb_build_object('roleId', held.role_id, 'source', held.source, 'reason', held.reason)
        order by held.role_id)
      from membership_roles held where held.membership_id = m.id), '[]') as held
    from memberships m join users u on u.id = m.user_id
    where m.id = any(${[...roles.keys()]}::text[]) and m.organization_id is not distinct from ${organizationId}
    order by m.id`;
  return members.length === roles.size ? members : refuse('not_found', 'There is no such member.');
}

type Decided = Member & { readonly after: readonly SourcedRole[] };

function decide(member: Member, { source, roles }: SaidOfMembers, known: KnownRoles): Decided {
  const said = (roles.get(member.id) ?? []).filter(({ roleId }) => known.has(roleId));
  const usual = [...known.values()].find((role) => role.isDefault)?.id ?? null;
  return { ...member, after: decideRoles(member.held, { source, roles: said }, usual) };
}

/** Who holds the same roles for another reason has nothing to be told of. */
function isGivenOrTaken({ held, after }: Decided): boolean {
  const ids = new Set(held.map(({ roleId }) => roleId));
  return ids.size !== after.length || after.some(({ roleId }) => !ids.has(roleId));
}

/** Where none of the organization's admins would be left, the last of those who would end stays one. */
async function keepAnAdmin(
  tx: Transaction,
  { organizationId }: SaidOfMembers,
  decided: readonly Decided[],
  known: KnownRoles,
): Promise<readonly Decided[]> {
  const isAdmin = ({ roleId }: SourcedRole) => known.get(roleId)?.isAdmin ?? false;
  const active = decided.filter(({ status }) => status === 'ACTIVE');
  const ending = active.filter(({ held, after }) => held.some(isAdmin) && !after.some(isAdmin));
  const kept = ending.at(-1);
  if (!kept || active.some(({ after }) => after.some(isAdmin))) return decided;
  const ids = ending.map(({ id }) => id);
  if (await hasOtherAdmin(tx, organizationId, ids)) return decided;
  const roles = kept.held.filter(isAdmin).map((role) => ({ ...role, reason: noOtherAdmin }));
  return decided.map((member) =>
    member === kept ? { ...member, after: [...member.after, ...roles] } : member,
  );
}

/** Only what differs: a role that stays is not touched, so that nobody who deletes another one is waited for. */
async function writeRoles(
  tx: Transaction,
  ctx: Ctx,
  { organizationId }: SaidOfMembers,
  changed: readonly Decided[],
): Promise<void> {
  const ids = changed.map(({ id }) => id);
  const roles = changed.flatMap(({ id, after }) => after.map((role) => ({ membershipId: id, ...role })));
  await tx.$executeRaw`${prepared}
    with said as materialized (
      select "membershipId" as membership_id, "roleId" as role_id, source::role_source as source, reason
      from jsonb_to_recordset(${JSON.stringify(roles)}::jsonb)
        said("membershipId" text, "roleId" text, source text, reason text)),
    gone as (
      delete from membership_roles held where held.membership_id = any(${ids}::text[])
        and (held.membership_id, held.role_id) not in (select membership_id, role_id from said)),
    touched as (
      update memberships set updated_at = ${ctx.now}::timestamptz where id = any(${ids}::text[]))
    insert into membership_roles as held (membership_id, role_id, organization_id, source, reason)
    select membership_id, role_id, ${organizationId}, source, reason from said
    on conflict (membership_id, role_id) do update set source = excluded.source, reason = excluded.reason
    where (held.source, held.reason) is distinct from (excluded.source, excluded.reason)`;
}

function namesOf(roles: readonly SourcedRole[], known: KnownRoles): string[] {
  return roles.map(({ roleId }) => known.get(roleId)?.displayName ?? roleId).sort();
}

/** "Lead: group Engineering". */
function reasonsOf(roles: readonly SourcedRole[], known: KnownRoles): string[] {
  return roles.flatMap((role) => (role.reason ? [`${namesOf([role], known)}: ${role.reason}`] : []));
}
