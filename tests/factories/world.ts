import { randomUUID } from 'node:crypto';
import type { Ctx, StaffRole, UserActor } from '@/lib/authz/context';
import type { Database } from '@/lib/db';
import { newId } from '@/lib/id';
import { createOrganization } from '@/lib/organizations/create-organization';

/** The moment at which tests happen unless they say otherwise. */
export const testNow = new Date('2026-11-22T12:00:00.000Z');

export const adminRoleId = 'role_1000000000000000001';
export const memberRoleId = 'role_1000000000000000002';

/** An address that no other test uses. */
export function freshEmail(name = 'person'): string {
  return `${name}.${randomUUID().slice(0, 8)}@example.com`;
}

/** A context at `now` for `actor`; nobody signed in when there is none. */
export function contextFor(db: Database, actor: Ctx['actor'] = { kind: 'anonymous' }, now = testNow): Ctx {
  return { actor, db, now, requestId: `req_${randomUUID()}`, ip: '127.0.0.1', userAgent: 'test' };
}

/** A staff member of the given role, with a row of their own. */
export async function createStaff(db: Database, staffRole: StaffRole = 'SUPPORT'): Promise<UserActor> {
  const email = freshEmail(staffRole.toLowerCase());
  const userId = newId('user');
  await db.user.create({ data: { id: userId, email, emailKey: email, name: `Staff ${staffRole}` } });
  await db.staff.create({ data: { userId, role: staffRole } });
  const name = `Staff ${staffRole}`;
  return {
    kind: 'user',
    userId,
    sessionId: newId('session'),
    email,
    name,
    staffRole,
    organizations: new Map(),
  };
}

export interface TestOrganization {
  readonly organizationId: string;
  /** Support staff, at `testNow`. */
  readonly staff: Ctx;
}

/** An organization and a support person who looks after it. */
export async function createTestOrganization(
  db: Database,
  name = 'Acme Robotics',
): Promise<TestOrganization> {
  const staff = contextFor(db, await createStaff(db));
  const { id } = await createOrganization(staff, { name, externalId: null });
  return { organizationId: id, staff };
}

/** The moment `seconds` after `testNow`. */
export function later(seconds: number): Date {
  return new Date(testNow.getTime() + seconds * 1000);
}
