import type { AuditTarget } from '../audit/audit-event';
import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { refuse } from '../errors';

/** Role ids; null, for an organization: as the environment says. */
export interface DefaultRoles {
  readonly defaultCreatorRoleId: string | null;
  readonly defaultMemberRoleId: string | null;
}

export interface LockedDefaultRoles {
  /** The organization or the workspace that they are the defaults of. */
  readonly target: AuditTarget;
  readonly defaults: DefaultRoles;
}

type Row = DefaultRoles & { readonly id: string; readonly name: string };

/** The defaults of an organization, or of the environment (null), locked until the transaction ends. */
export async function lockDefaultRoles(
  tx: Transaction,
  organizationId: string | null,
): Promise<LockedDefaultRoles> {
  const [row] =
    organizationId === null ? await lockWorkspace(tx) : await lockOrganization(tx, organizationId);
  if (!row) return refuse('not_found', 'There is no such organization.');
  const { id, name, ...defaults } = row;
  return { target: { kind: organizationId === null ? 'workspace' : 'organization', id, name }, defaults };
}

/** Writes both defaults of an organization, or of the environment (null). */
export async function writeDefaultRoles(
  tx: Transaction,
  ctx: Ctx,
  organizationId: string | null,
  { defaultCreatorRoleId, defaultMemberRoleId }: DefaultRoles,
): Promise<void> {
  await (organizationId === null
    ? tx.$executeRaw`
        update workspace set updated_at = ${ctx.now}::timestamptz,
          default_creator_role_id = ${defaultCreatorRoleId}, default_member_role_id = ${defaultMemberRoleId}`
    : tx.$executeRaw`
        update organizations set updated_at = ${ctx.now}::timestamptz,
          default_creator_role_id = ${defaultCreatorRoleId}, default_member_role_id = ${defaultMemberRoleId}
        where id = ${organizationId}`);
}

function lockWorkspace(tx: Transaction): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    select id, application_name as name, default_creator_role_id as "defaultCreatorRoleId",
      default_member_role_id as "defaultMemberRoleId"
    from workspace for update`;
}

function lockOrganization(tx: Transaction, organizationId: string): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    select id, name, default_creator_role_id as "defaultCreatorRoleId",
      default_member_role_id as "defaultMemberRoleId"
    from organizations where id = ${organizationId} for update`;
}
