import type { Ctx, DirectoryActor } from '@/lib/authz/context';
import { hashToken, randomToken } from '@/lib/crypto';
import type { Database } from '@/lib/db';
import { newId } from '@/lib/id';
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
  const actor: DirectoryActor = { kind: 'directory', directoryId, organizationId, name: 'Okta' };
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
