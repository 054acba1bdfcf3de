import 'reflect-metadata';
import { X509CertificateGenerator } from '@peculiar/x509';
import type { Ctx, StaffRole } from '@/lib/authz/context';
import { addCertificates } from '@/lib/connections/add-certificates';
import type { ConnectionProvider, ConnectionRef, ConnectionType } from '@/lib/connections/connection.schema';
import { createConnection } from '@/lib/connections/create-connection';
import { switchConnection } from '@/lib/connections/switch-connection';
import { updateConnection } from '@/lib/connections/update-connection';
import type { Database } from '@/lib/db';
import { contextFor, createStaff, createTestOrganization, later } from './world';

export interface SsoOrganization {
  readonly organizationId: string;
  /** A staff admin, at `testNow`. */
  readonly staff: Ctx;
}

/** An organization that has single sign-on, and a staff admin who looks after it. */
export async function createSsoOrganization(
  db: Database,
  staffRole: StaffRole = 'ADMIN',
): Promise<SsoOrganization> {
  const { organizationId } = await createTestOrganization(db);
  await db.organization.update({ where: { id: organizationId }, data: { ssoEnabled: true } });
  return { organizationId, staff: contextFor(db, await createStaff(db, staffRole)) };
}

/** A connection without any setting, made by its use case. */
export async function makeConnection(
  ctx: Ctx,
  organizationId: string,
  type: ConnectionType = 'OIDC',
  provider: ConnectionProvider = 'OKTA',
): Promise<ConnectionRef> {
  const { connectionId } = await createConnection(ctx, { organizationId, type, provider, keyId: null });
  return { organizationId, connectionId };
}

/** A connection with everything that a login needs, off unless told otherwise; its identity provider does not exist. */
export async function makeCompleteConnection(
  ctx: Ctx,
  organizationId: string,
  { type = 'OIDC', enabled = false }: { readonly type?: ConnectionType; readonly enabled?: boolean } = {},
): Promise<ConnectionRef> {
  const ref = await makeConnection(ctx, organizationId, type);
  if (type === 'SAML') {
    const saml = { idpEntityId: 'https://idp.example.com', idpSsoUrl: 'https://idp.example.com/sso' };
    await updateConnection(ctx, { ...ref, saml });
    await addCertificates(ctx, { ...ref, certificates: await makeCertificate() });
  } else {
    const oidc = { issuer: 'https://idp.example.com', clientId: 'usher' };
    await updateConnection(ctx, { ...ref, oidc, clientSecret: 'client-secret' });
  }
  if (enabled) await switchConnection(ctx, { ...ref, enabled });
  return ref;
}

interface CertificateOptions {
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly bits?: number;
  readonly name?: string;
}

const oneYearSeconds = 365 * 86_400;

/** A certificate of an identity provider that vouches for itself, in PEM: good at `testNow` unless told otherwise. */
export async function makeCertificate(options: CertificateOptions = {}): Promise<string> {
  const { notBefore = later(-60), notAfter = later(oneYearSeconds), bits = 2048, name = 'idp' } = options;
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: bits,
    publicExponent: new Uint8Array([1, 0, 1]),
  };
  const keys = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`,
    notBefore,
    notAfter,
    signingAlgorithm: algorithm,
    keys,
  });
  return certificate.toString('pem');
}
