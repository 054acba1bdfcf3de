import { addCertificates } from '@/lib/connections/add-certificates';
import type { ConnectionRef } from '@/lib/connections/connection.schema';
import { connectionAddresses } from '@/lib/connections/connection-address';
import { switchConnection } from '@/lib/connections/switch-connection';
import { updateConnection } from '@/lib/connections/update-connection';
import { database } from '@/lib/db';
import { newId } from '@/lib/id';
import { createSsoOrganization, makeConnection, type SsoOrganization } from '@/tests/factories/connections';
import type { OidcIdp } from '@/tests/fakes/oidc-idp';
import type { FakeSamlIdp } from '@/tests/fakes/saml-idp';

export interface Company extends SsoOrganization {
  readonly connectionId: string;
  /** Verified, so that its identity provider may speak for it. */
  readonly domain: string;
}

/** A customer whose people log in at a SAML identity provider. */
export async function connectSaml(
  idp: FakeSamlIdp,
  saml: Readonly<Record<string, unknown>> = {},
): Promise<Company> {
  const company = await newCompany('SAML');
  const settings = { idpEntityId: idp.entityId, idpSsoUrl: idp.ssoUrl, ...saml };
  await updateConnection(company.staff, { ...refOf(company), saml: settings });
  for (const certificates of idp.certificates)
    await addCertificates(company.staff, { ...refOf(company), certificates });
  await switchConnection(company.staff, { ...refOf(company), enabled: true });
  return company;
}

/** What a connection is told of an OpenID provider. */
type OidcProvider = Pick<OidcIdp, 'issuer' | 'clientId' | 'clientSecret'> &
  Partial<Pick<OidcIdp, 'allowRedirect'>>;

/** A customer whose people log in at an OpenID provider. */
export async function connectOidc(idp: OidcProvider): Promise<Company> {
  const company = await newCompany('OIDC');
  const oidc = { issuer: idp.issuer, clientId: idp.clientId };
  await updateConnection(company.staff, { ...refOf(company), oidc, clientSecret: idp.clientSecret });
  await switchConnection(company.staff, { ...refOf(company), enabled: true });
  idp.allowRedirect?.(connectionAddresses(company.connectionId).redirectUri);
  return company;
}

async function newCompany(type: 'SAML' | 'OIDC'): Promise<Company> {
  const made = await createSsoOrganization(database());
  const organization = { ...made, staff: { ...made.staff, now: new Date() } };
  const { organizationId } = organization;
  const ref = await makeConnection(organization.staff, organizationId, type, 'CUSTOM');
  const domain = `${ref.connectionId.slice(5)}.example.com`;
  const domainRow = { id: newId('domain'), organizationId, domain, type: 'ORGANIZATION_DOMAIN' } as const;
  await database().domain.create({
    data: { ...domainRow, method: 'ADMIN', txtSecret: 'x', verifiedAt: new Date() },
  });
  return { ...organization, ...ref, domain };
}

function refOf({ organizationId, connectionId }: Company): ConnectionRef {
  return { organizationId, connectionId };
}

/** The last entry of a connection's login log. */
export function lastAttempt(connectionId: string) {
  return database().loginAttempt.findFirstOrThrow({ where: { connectionId }, orderBy: { id: 'desc' } });
}
