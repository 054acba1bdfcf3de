import { newId } from '@/lib/id';
import type { Run } from './bare-statements';

export interface BareDirectory {
  readonly id: string;
  readonly organizationId: string;
  readonly name: string;
}

/** As the bench sends it. */
interface SentUser {
  readonly userName: string;
  readonly externalId: string;
  readonly displayName: string;
  readonly name: { readonly givenName: string; readonly familyName: string };
}

interface Change {
  readonly path: string;
  readonly method: string;
  readonly subject: unknown;
  readonly outcome: string;
  readonly body: string;
}

/** A new member by a directory, in one transaction: the rows that `createUser` leaves, each by a statement of its own. */
export async function bareCreate(run: Run, directory: BareDirectory, body: string): Promise<unknown> {
  const user = JSON.parse(body) as SentUser;
  const resource = { ...user, active: true };
  const now = new Date();
  const { organizationId } = directory;
  const email = user.userName;
  const id = newId('directoryUser', now);
  const [personId, membershipId] = [newId('user', now), newId('membership', now)];
  await run('begin');
  const [organization] = await run('seat', [organizationId, 1]);
  await run('expired', [organizationId]);
  const [domain] = await run('domain', [organizationId, email.split('@')[1]]);
  if (!domain) throw new Error('The domain is not theirs.');
  const [role] = await run('role', [organizationId]);
  const { givenName, familyName } = user.name;
  await run('person', [personId, email, givenName, familyName, user.displayName, now]);
  await run('membership', [membershipId, organizationId, personId, email, now]);
  await run('given', [membershipId, role?.id, organizationId]);
  await run('forgiven', [organizationId, email]);
  const [counted] = await run('counted', [directory.id, now]);
  const ordinal = Number(counted?.last_ordinal);
  const searched = JSON.stringify(resource).toLowerCase();
  const whole = [email, user.externalId, JSON.stringify(resource), searched, membershipId, now];
  await run('created', [id, directory.id, organizationId, ordinal, ...whole]);
  await run('blocked', [directory.id, Math.floor(ordinal / 1000)]);
  const change = { method: 'POST', path: '/Users', subject: email, outcome: 'user_created', body };
  await log(run, directory, now, change);
  await audit(run, directory, now, { action: 'membership.created', membershipId, email });
  const shown = { id, active: true, email, resource, roles: [role], groups: [] };
  const member = { id: personId, email, membership: { id: membershipId, status: 'ACTIVE', roles: [role] } };
  await publish(run, directory, now, {
    'organization.directory.user_created': shown,
    'user.organization_membership_created': { organization, user: member },
  });
  await run('notify', [organizationId]);
  await run('commit');
  return present({ id, active: true, resource, version: 1, created_at: now, updated_at: now, groups: [] });
}

/** A member off or on again with their user, in one transaction: the rows that `switchUser` leaves. */
export async function bareSwitch(run: Run, directory: BareDirectory, id: string, body: string) {
  const active = JSON.parse(body).Operations[0].value.active === true;
  const now = new Date();
  const { organizationId } = directory;
  await run('begin');
  const [member] = await run('locked', [id, directory.id]);
  const email = String(member?.email);
  const [admin] = await run('admin', [member?.membershipId]);
  if (!member || admin) throw new Error('There is more to decide.');
  if (active) await run('domain', [organizationId, email.split('@')[1]]);
  if (active) await run('expired', [organizationId]);
  await run('status', [member.membershipId, active ? 'ACTIVE' : 'INACTIVE', active ? null : now, now]);
  const [organization] = await run('seat', [organizationId, active ? 1 : -1]);
  if (!active) {
    await run('grants', [member.userId, organizationId]);
    await run('sessions', [member.userId, organizationId]);
    await run('tokens', [member.membershipId, now]);
  }
  await run('touched', [directory.id, now]);
  const [row] = await run('switched', [id, active, now]);
  const outcome = active ? 'member_reactivated' : 'member_deactivated';
  await log(run, directory, now, { method: 'PATCH', path: `/Users/${id}`, subject: email, outcome, body });
  const action = active ? 'membership.reactivated' : 'membership.deactivated';
  await audit(run, directory, now, { action, membershipId: String(member.membershipId), email });
  const roles = await run('roles', [member.membershipId]);
  const person = { id: member.userId, email, membership: { id: member.membershipId, active, roles } };
  await publish(run, directory, now, {
    'organization.directory.user_updated': { ...row, roles },
    'user.organization_membership_updated': { organization, user: person },
  });
  await run('notify', [organizationId]);
  await run('commit');
  return present(row);
}

/** One member of a group more or less, in one transaction: the rows that `moveMembers` and `followRoles` leave. */
export async function bareMove(run: Run, directory: BareDirectory, id: string, body: string): Promise<void> {
  const [{ op, value }] = JSON.parse(body).Operations;
  const userId = String(value[0].value);
  const now = new Date();
  await run('begin');
  const [group] = await run('group', [id, directory.id]);
  const [known] = await run('known', [userId, directory.id]);
  if (!group || !known) throw new Error('There is more to decide.');
  const [changed] = await run(op === 'add' ? 'joined' : 'left', [id, userId]);
  if (!changed) throw new Error('Nothing is to change.');
  const [counted] = await run('moved', [id, op === 'add' ? 1 : -1, now]);
  const outcome = 'group_updated';
  await log(run, directory, now, {
    method: 'PATCH',
    path: `/Groups/${id}`,
    subject: group.name,
    outcome,
    body,
  });
  await publish(run, directory, now, { 'organization.directory.group_updated': { ...group, ...counted } });
  if (group.mapped) await bareFollow(run, directory, now, userId);
  await run('notify', [directory.organizationId]);
  await run('commit');
}

/** The one role of a member whose groups changed, and what is written of it. */
async function bareFollow(run: Run, directory: BareDirectory, now: Date, userId: string): Promise<void> {
  const { organizationId } = directory;
  const [member] = await run('following', [userId, organizationId]);
  const [mapping] = await run('mapping', [userId, directory.id]);
  const [usual] = await run('role', [organizationId]);
  const membershipId = String(member?.membershipId);
  const [roleId, source] = mapping ? [mapping.roleId, 'DIRECTORY'] : [usual?.id, 'DEFAULT'];
  await run('taken', [membershipId, roleId]);
  await run('followed', [membershipId, roleId, organizationId, source, mapping?.reason ?? null]);
  await run('changed', [membershipId, now]);
  const email = String(member?.email);
  await audit(run, directory, now, { action: 'membership.roles_changed', membershipId, email });
  const roles = await run('roles', [membershipId]);
  const person = { id: member?.userId, email, membership: { id: membershipId, active: true, roles } };
  await publish(run, directory, now, {
    'user.organization_membership_updated': { organization: { name: member?.name }, user: person },
  });
}

export async function bareGet(run: Run, directory: BareDirectory, id: string): Promise<unknown> {
  const [row] = await run('get', [id, directory.id]);
  return present(row);
}

export async function bareFind(run: Run, directory: BareDirectory, userName: string): Promise<unknown> {
  const rows = await run('find', [directory.id, userName.toLowerCase()]);
  return toPage(rows.length, 1, rows);
}

/** By the same counts of each thousand. */
export async function bareList(run: Run, directory: BareDirectory, startIndex: number, count: number) {
  const [directoryRow] = await run('count', [directory.id]);
  const [block] = await run('block', [directory.id, startIndex]);
  const offset = startIndex - 1 - Number(block?.before);
  const rows = await run('page', [directory.id, block?.block, offset, count]);
  return toPage(Number(directoryRow?.user_count), startIndex, rows);
}

function toPage(totalResults: number, startIndex: number, rows: Record<string, unknown>[]) {
  return { totalResults, startIndex, itemsPerPage: rows.length, Resources: rows.map(present) };
}

function present(row: Record<string, unknown> | undefined): unknown {
  if (!row) return {};
  const { resource, id, active, groups, version, created_at: created, updated_at: lastModified } = row;
  const meta = { resourceType: 'User', created, lastModified, version: `W/"${version}"` };
  return { ...(resource as object), id, active, groups, meta };
}

async function log(run: Run, directory: BareDirectory, now: Date, change: Change): Promise<void> {
  const { method, path, subject, outcome, body } = change;
  await run('log', [newId('directoryRequest', now), directory.id, now, method, path, subject, outcome, body]);
}

async function audit(
  run: Run,
  { id, organizationId, name }: BareDirectory,
  now: Date,
  { action, membershipId, email }: Record<'action' | 'membershipId' | 'email', string>,
): Promise<void> {
  const changes = '{"after":{"status":"ACTIVE","roles":"Member","source":"scim"}}';
  await run('audit', [
    newId('audit', now),
    now,
    organizationId,
    action,
    id,
    name,
    membershipId,
    email,
    changes,
  ]);
}

async function publish(
  run: Run,
  { organizationId }: BareDirectory,
  now: Date,
  events: Readonly<Record<string, unknown>>,
): Promise<void> {
  for (const [type, data] of Object.entries(events))
    await run('event', [newId('event', now), type, organizationId, now, JSON.stringify(data)]);
  await run('endpoints', [Object.keys(events)]);
}
