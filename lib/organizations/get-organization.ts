import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { prepared } from '../db';
import { refuse } from '../errors';
import { isId } from '../id';
import { absoluteSeconds, idleSeconds } from '../sessions/session-policy';
import { expiredSeatsSql } from './seats-sql';

export interface OrganizationDetails {
  readonly id: string;
  readonly name: string;
  readonly externalId: string | null;
  /** Active members and pending invitations that have not expired. */
  readonly seatsUsed: number;
  /** Null: no limit. */
  readonly seatsCap: number | null;
  /** Null: as the workspace says. */
  readonly invitationTtlSeconds: number | null;
  /** What holds where `invitationTtlSeconds` is null. */
  readonly workspaceInvitationTtlSeconds: number;
  readonly whoMayInvite: 'ADMINS' | 'STAFF';
  /** The organization's own defaults; null: the workspace's. */
  readonly defaultCreatorRoleId: string | null;
  readonly defaultMemberRoleId: string | null;
  /** What holds after all: which role the invite form begins with. */
  readonly effectiveDefaultMemberRoleId: string;
  /** Whether the vendor sells it: connections can be switched on. */
  readonly ssoEnabled: boolean;
  /** The same of directories. */
  readonly directoryEnabled: boolean;
  /** Members log in by their identity provider; its admins and the staff may still use a mailed link. */
  readonly ssoRequired: boolean;
  /** How long logins last; null: as the application has it. */
  readonly sessionPolicy: SessionPolicy;
  /** What holds where it is shorter. */
  readonly applicationSessionPolicy: SessionPolicy;
  readonly createdAt: Date;
  /** What the customers of the workspace know it by: every mail of this organization names it. */
  readonly applicationName: string;
}

interface SessionPolicy {
  readonly absoluteMinutes: number | null;
  readonly idleMinutes: number | null;
}

interface Record {
  readonly id: string;
  readonly name: string;
  readonly external_id: string | null;
  readonly seats_used: number;
  readonly seats_cap: number | null;
  readonly invitation_ttl_seconds: number | null;
  readonly workspace_ttl_seconds: number;
  readonly who_may_invite: 'ADMINS' | 'STAFF';
  readonly default_creator_role_id: string | null;
  readonly default_member_role_id: string | null;
  readonly workspace_member_role_id: string;
  readonly sso_enabled: boolean;
  readonly directory_enabled: boolean;
  readonly sso_required: boolean;
  readonly session_absolute_minutes: number | null;
  readonly session_idle_minutes: number | null;
  readonly created_at: Date;
  readonly application_name: string;
}

/** One organization with its settings, for staff and for its members who may read it; else `not_found`. */
export async function getOrganization(
  ctx: Ctx,
  input: { readonly organizationId: string },
): Promise<OrganizationDetails> {
  authorize(ctx, 'organization.read', input.organizationId);
  if (!isId('organization', input.organizationId)) refuse('not_found', 'There is no such organization.');
  const [record] = await ctx.db.$queryRaw<Record[]>`${prepared}
    select o.id, o.name, o.external_id, o.seats_used - ${expiredSeatsSql(ctx.now)} as seats_used, o.seats_cap,
      o.invitation_ttl_seconds, w.invitation_ttl_seconds as workspace_ttl_seconds,
      o.who_may_invite::text as who_may_invite, o.default_creator_role_id, o.default_member_role_id,
      w.default_member_role_id as workspace_member_role_id, o.sso_enabled, o.directory_enabled, o.sso_required,
      o.session_absolute_minutes, o.session_idle_minutes, o.created_at, w.application_name
    from organizations o cross join workspace w where o.id = ${input.organizationId}`;
  if (!record) return refuse('not_found', 'There is no such organization.');
  return toDetails(record);
}

function toDetails(record: Record): OrganizationDetails {
  return {
    id: record.id,
    name: record.name,
    externalId: record.external_id,
    seatsUsed: record.seats_used,
    seatsCap: record.seats_cap,
    invitationTtlSeconds: record.invitation_ttl_seconds,
    workspaceInvitationTtlSeconds: record.workspace_ttl_seconds,
    whoMayInvite: record.who_may_invite,
    defaultCreatorRoleId: record.default_creator_role_id,
    defaultMemberRoleId: record.default_member_role_id,
    effectiveDefaultMemberRoleId: record.default_member_role_id ?? record.workspace_member_role_id,
    ssoEnabled: record.sso_enabled,
    directoryEnabled: record.directory_enabled,
    ssoRequired: record.sso_required,
    sessionPolicy: {
      absoluteMinutes: record.session_absolute_minutes,
      idleMinutes: record.session_idle_minutes,
    },
    applicationSessionPolicy: { absoluteMinutes: absoluteSeconds / 60, idleMinutes: idleSeconds / 60 },
    createdAt: record.created_at,
    applicationName: record.application_name,
  };
}
