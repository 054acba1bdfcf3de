import type { UserActor } from '@/lib/authz/context';
import type { Database } from '@/lib/db';
import { newId } from '@/lib/id';
import { adminRoleId, freshEmail, testNow } from './world';

export interface TestMember {
  readonly actor: UserActor;
  readonly membershipId: string;
}

export interface MemberOptions {
  readonly roleIds?: readonly string[];
  readonly status?: 'ACTIVE' | 'INACTIVE';
  /** Someone who exists already, instead of a new person. */
  readonly actor?: UserActor;
}

/** A member of the organization, an active admin unless told otherwise, as someone who is signed in. */
export async function createMember(
  db: Database,
  organizationId: string,
  options: MemberOptions = {},
): Promise<TestMember> {
  const { roleIds = [adminRoleId], status = 'ACTIVE' } = options;
  const person = options.actor ?? (await createPerson(db));
  const membershipId = newId('membership', testNow);
  await db.membership.create({
    data: {
      id: membershipId,
      organizationId,
      userId: person.userId,
      emailKey: person.email,
      status,
      provisioningMethod: 'direct_provision',
      createdAt: testNow,
      joinedAt: testNow,
      roles: { create: roleIds.map((roleId) => ({ roleId, organizationId })) },
    },
  });
  if (status === 'ACTIVE') {
    await db.organization.update({ where: { id: organizationId }, data: { seatsUsed: { increment: 1 } } });
  }
  const permissions = status === 'ACTIVE' ? await permissionsOf(db, roleIds) : null;
  const organizations = new Map(person.organizations);
  if (permissions) organizations.set(organizationId, { membershipId, permissions });
  return { membershipId, actor: { ...person, organizations } };
}

/** Someone who belongs nowhere, as if signed in. */
export async function createPerson(db: Database, email = freshEmail()): Promise<UserActor> {
  const userId = newId('user', testNow);
  await db.user.create({ data: { id: userId, email, emailKey: email, createdAt: testNow } });
  const sessionId = newId('session', testNow);
  const organizations = new Map();
  return { kind: 'user', userId, sessionId, email, name: email, staffRole: null, organizations };
}

/** A session of a person, for counting what ends. */
export async function createSession(
  db: Database,
  userId: string,
  organizationId: string | null = null,
): Promise<string> {
  const id = newId('session', testNow);
  const expires = new Date(testNow.getTime() + 3_600_000);
  await db.session.create({
    data: { id, sessionToken: id, userId, organizationId, expires, absoluteExpiresAt: expires },
  });
  return id;
}

async function permissionsOf(db: Database, roleIds: readonly string[]): Promise<Set<string>> {
  const roles = await db.role.findMany({
    where: { id: { in: [...roleIds] } },
    select: { effectivePermissions: true },
  });
  return new Set(roles.flatMap((role) => role.effectivePermissions));
}
