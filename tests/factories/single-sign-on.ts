import { sealClientSecret } from '@/lib/connections/connection-secrets';
import { findLoginConnection, type LoginConnection } from '@/lib/connections/find-connection';
import type { Database } from '@/lib/db';
import { newId } from '@/lib/id';
import type { AssertedIdentity } from '@/lib/sso/asserted-identity';
import { contextFor, createTestOrganization, type TestOrganization, testNow } from './world';

export interface TestConnection extends TestOrganization {
  readonly connection: LoginConnection;
  /** A verified domain of the organization. */
  readonly domain: string;
}

interface Options {
  readonly jitEnabled?: boolean;
  readonly syncProfile?: boolean;
  readonly domainVerified?: boolean;
  /** What of the OpenID provider's settings matters. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** An organization with an enabled OpenID connection and a domain. */
export async function createTestConnection(db: Database, options: Options = {}): Promise<TestConnection> {
  const organization = await createTestOrganization(db);
  const { organizationId } = organization;
  await db.organization.update({ where: { id: organizationId }, data: { ssoEnabled: true } });
  const id = newId('connection');
  const domain = `${id.slice(5)}.example.com`;
  const { jitEnabled = true, syncProfile = true, domainVerified = true } = options;
  const settings = { issuer: 'https://idp.example.com', clientId: 'usher', ...options.settings };
  await db.connection.create({
    data: {
      ...{
        id,
        organizationId,
        type: 'OIDC',
        provider: 'CUSTOM',
        enabled: true,
        jitEnabled,
        syncProfile,
        settings,
      },
      secretSealed: sealClientSecret('a secret of the connection'),
    },
  });
  await db.domain.create({
    data: {
      ...{
        id: newId('domain'),
        organizationId,
        domain,
        type: 'ORGANIZATION_DOMAIN',
        method: 'ADMIN',
        txtSecret: 'x',
      },
      verifiedAt: domainVerified ? testNow : null,
    },
  });
  return { ...organization, connection: await reread(db, id), domain };
}

/** The connection as it is by now. */
async function reread(db: Database, connectionId: string): Promise<LoginConnection> {
  const connection = await findLoginConnection(contextFor(db), connectionId);
  if (!connection) throw new Error('The connection is gone.');
  return connection;
}

/** Somebody at an identity provider. */
export function asserted(email: string, more: Partial<AssertedIdentity> = {}): AssertedIdentity {
  const names = { givenName: 'Ada', familyName: 'Lindqvist', displayName: null };
  const nothing = { picture: null, locale: null, phoneNumber: null, groups: [], attributes: {} };
  return { subject: `subject of ${email}`, email, emailVerified: true, ...names, ...nothing, ...more };
}
