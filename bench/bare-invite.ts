import type pg from 'pg';
import { newId } from '@/lib/id';

export interface BareInvitation {
  readonly organizationId: string;
  readonly inviterId: string;
  readonly email: string;
  readonly roleId: string;
}

/**
 * What a program without Usher's rules would do: the same rows in one transaction, each by a prepared statement on a
 * connection of its own. No checks, no roles that may be granted, no limits decided.
 */
export async function bareInvite(client: pg.ClientBase, input: BareInvitation): Promise<void> {
  const now = new Date();
  const ids = {
    user: newId('user', now),
    membership: newId('membership', now),
    invitation: newId('invitation', now),
    mail: newId('mail', now),
    audit: newId('audit', now),
    event: newId('event', now),
  };
  const run = (name: string, values: unknown[]) =>
    client.query({ name, text: statements[name] ?? '', values });
  await client.query('begin');
  await run('limits', [[`a/${input.email}`, `b/${input.organizationId}`, `c/${input.inviterId}`], now]);
  await run('seat', [input.organizationId]);
  await run('user', [ids.user, input.email, now]);
  await run('membership', [ids.membership, input.organizationId, ids.user, input.email, now]);
  await run('role', [ids.membership, input.roleId, input.organizationId]);
  await run('invitation', [
    ids.invitation,
    input.organizationId,
    ids.membership,
    input.email,
    now,
    input.inviterId,
  ]);
  await run('mail', [
    ids.mail,
    input.organizationId,
    ids.user,
    ids.invitation,
    input.email,
    now,
    mailContent(ids.invitation, now),
  ]);
  await run('audit', [ids.audit, now, input.organizationId, input.inviterId, ids.invitation, input.email]);
  await run('event', [ids.event, input.organizationId, now, eventData(ids.user, ids.membership, input)]);
  await run('job', [ids.mail]);
  await run('notify', [input.organizationId]);
  await client.query('commit');
}

function mailContent(invitationId: string, now: Date): string {
  return JSON.stringify({
    kind: 'invitation',
    applicationName: 'Your application',
    supportAddress: null,
    fromName: 'Your application',
    fromAddress: 'no-reply@example.com',
    organizationName: 'Acme Robotics',
    inviterName: 'Staff',
    roleNames: 'Member',
    invitationId,
    generation: 1,
    expiresAt: now.toISOString(),
  });
}

function eventData(userId: string, membershipId: string, { email, organizationId }: BareInvitation): string {
  const organization = { id: organizationId, display_name: 'Acme Robotics', metadata: {} };
  const roles = [{ id: 'role_1', name: 'member', display_name: 'Member' }];
  const membership = {
    id: membershipId,
    organization_id: organizationId,
    membership_status: 'PENDING_INVITE',
  };
  return JSON.stringify({ organization, user: { id: userId, email, membership: { ...membership, roles } } });
}

const statements: Record<string, string> = {
  limits: `insert into rate_limits (key, count, reset_at) select k, 1, $2::timestamptz + interval '1 hour' from unnest($1::text[]) k
    on conflict (key) do update set count = rate_limits.count + 1`,
  seat: 'update organizations set seats_used = seats_used + 1 where id = $1',
  user: 'insert into users (id, email, email_key, created_at, updated_at) values ($1, $2, $2, $3, $3)',
  membership: `insert into memberships (id, organization_id, user_id, email_key, status, provisioning_method, created_at, updated_at)
    values ($1, $2, $3, $4, 'PENDING_INVITE', 'invitation', $5, $5)`,
  role: 'insert into membership_roles (membership_id, role_id, organization_id) values ($1, $2, $3)',
  invitation: `insert into invitations (id, organization_id, membership_id, email, email_key, ttl_seconds, expires_at, inviter_id,
    inviter_name, created_at, last_sent_at) values ($1, $2, $3, $4, $4, 1296000, $5::timestamptz + interval '15 days', $6, 'Staff', $5, $5)`,
  mail: `insert into mail_messages (id, kind, organization_id, user_id, invitation_id, to_address, idempotency_key, content, created_at, updated_at)
    values ($1, 'invitation', $2, $3, $4, $5, 'invitation/' || $4 || '/1/0', $7, $6, $6)`,
  audit: `insert into audit_events (id, at, organization_id, action, actor_kind, actor_id, actor_name, target_kind, target_id, target_name,
    changes, ip, request_id) values ($1, $2, $3, 'invitation.created', 'user', $4, 'Staff', 'invitation', $5, $6,
    '{"after":{"roles":"Member"}}', '127.0.0.1', 'bench')`,
  event: `insert into events (id, type, organization_id, occurred_at, data)
    values ($1, 'user.organization_invitation', $2, $3, $4)`,
  job: `select graphile_worker.add_job('send-mail', json_build_object('mailId', $1::text), max_attempts => 16)`,
  notify: `select pg_notify('usher_changes', $1)`,
};
