import type { Ctx, DirectoryActor } from '@/lib/authz/context';
import { hashToken, randomToken } from '@/lib/crypto';
import type { Database } from '@/lib/db';
import { getDirectory } from '@/lib/directories/get-directory';
import { setDirectoryRoleMappings } from '@/lib/directories/set-directory-role-mappings';
import { newId } from '@/lib/id';
import { createGroup } from '@/lib/scim/create-group';
import { createUser } from '@/lib/scim/create-user';
import { readGroup } from '@/lib/scim/read-group';
import { readUser } from '@/lib/scim/read-user';
import { addDomain, freshDomain } from './domains';
import { programFor } from './programs';
import { contextFor, createTestOrganization, testNow } from './world';

export interface TestDirectory {
  readonly organizationId: string;
  readonly directoryId: string;
  /** The bearer secret. */
  readonly secret: string;
  /** A verified domain of the organization. */
  readonly domain: string;
  /** The directory itself, at `testNow`. */
  readonly ctx: Ctx;
  /** An address in the verified domain that no other test uses. */
  readonly email: (name?: string) => string;
}

interface DirectoryOptions {
  readonly enabled?: boolean;
  /** Of an organization that there is, with a domain that it has. */
  readonly organizationId?: string;
  readonly domain?: string;
}

/** A directory that is on, with one secret, of an organization with a verified domain. */
export async function createTestDirectory(
  db: Database,
  options: DirectoryOptions = {},
): Promise<TestDirectory> {
  const organizationId = options.organizationId ?? (await createTestOrganization(db)).organizationId;
  const domain = options.domain ?? freshDomain();
  if (!options.domain) await addDomain(programFor(db), organizationId, { domain });
  const directoryId = newId('directory');
  const data = { id: directoryId, organizationId, name: 'Okta', provider: 'OKTA' } as const;
  await db.directory.create({ data: { ...data, enabled: options.enabled ?? true } });
  const actor: DirectoryActor = {
    kind: 'directory',
    directoryId,
    organizationId,
    name: 'Okta',
    attributeMapping: {},
  };
  return {
    organizationId,
    directoryId,
    domain,
    secret: await addSecret(db, directoryId),
    ctx: contextFor(db, actor),
    email: (name = 'person') =>
      `${name}.${randomToken(6)
        .toLowerCase()
        .replaceAll(/[^a-z0-9]/g, 'x')}@${domain}`,
  };
}

export interface ProvisionedUser {
  readonly id: string;
  readonly membershipId: string;
  readonly userId: string;
  readonly email: string;
}

/** Somebody new whom a directory sent, who is a member by it. */
export async function provisionUser(
  db: Database,
  { ctx, email }: Pick<TestDirectory, 'ctx' | 'email'>,
): Promise<ProvisionedUser> {
  const userName = email();
  const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User'];
  const request = { method: 'POST', path: '/Users', body: null };
  const { id } = await createUser(ctx, { user: readUser({ schemas, userName }), request });
  const { membership } = await db.directoryUser.findUniqueOrThrow({
    where: { id },
    select: { membership: { select: { id: true, userId: true } } },
  });
  if (!membership) throw new Error('They are no member.');
  return { id, membershipId: membership.id, userId: membership.userId, email: userName };
}

/** A group of these users, which gives a role in the order of the calls. */
export async function mapGroup(
  db: Database,
  { organizationId, directoryId, ctx }: Pick<TestDirectory, 'organizationId' | 'directoryId' | 'ctx'>,
  {
    name,
    roleId,
    userIds,
  }: { readonly name: string; readonly roleId: string; readonly userIds: readonly string[] },
): Promise<string> {
  const body = { displayName: name, members: userIds.map((value) => ({ value })) };
  const request = { method: 'POST', path: '/Groups', body: null };
  const { id: groupId } = await createGroup(ctx, { group: readGroup(body), request, withMembers: false });
  const program = programFor(db);
  const { roleMappings } = await getDirectory(program, { organizationId, directoryId });
  const mappings = [...roleMappings, { groupId, roleId }];
  await setDirectoryRoleMappings(program, { organizationId, directoryId, mappings });
  return groupId;
}

/** A further secret of a directory, good until `expiresAt`. */
export async function addSecret(
  db: Database,
  directoryId: string,
  expiresAt: Date | null = null,
): Promise<string> {
  const secret = randomToken();
  const row = { hash: hashToken(secret), suffix: secret.slice(-4), createdAt: testNow, expiresAt };
  await db.directorySecret.create({ data: { id: newId('directorySecret'), directoryId, ...row } });
  return secret;
}
