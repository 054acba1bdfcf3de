import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import type { Ctx } from '@/lib/authz/context';
import { addCertificates } from '@/lib/connections/add-certificates';
import type { ConnectionType } from '@/lib/connections/connection.schema';
import { switchConnection } from '@/lib/connections/switch-connection';
import { updateConnection } from '@/lib/connections/update-connection';
import { newId } from '@/lib/id';
import { makeConnection } from '@/tests/factories/connections';
import { freshDomain } from '@/tests/factories/domains';
import { contextFor, createStaff } from '@/tests/factories/world';
import { type FakeApplication, startFakeApplication } from '@/tests/fakes/application';
import { type OidcIdp, startOidcIdp } from '@/tests/fakes/oidc-idp';
import { type FakeSamlIdp, type ServiceProviderAddresses, startSamlIdp } from '@/tests/fakes/saml-idp';
import { test as base, type Usher } from './fixtures';

/** What somebody's identity provider says of them beside their address. */
interface Said {
  readonly groups?: readonly string[];
}

/** An identity provider of either kind, whose page has one button for whoever it was told. */
export type IdentityProvider = {
  /** Who logs in there from now on, whoever was told before. */
  logInAs(email: string, said?: Said): void;
  stop(): Promise<void>;
} & (
  | { readonly type: 'SAML'; readonly saml: FakeSamlIdp }
  | { readonly type: 'OIDC'; readonly oidc: OidcIdp }
);

/** A customer of the test, whose people log in at the identity provider. */
export interface Company {
  readonly organizationId: string;
  readonly connectionId: string;
  /** A staff admin who looks after it. */
  readonly staff: Ctx;
  /** An address in its verified domain. */
  email(name?: string): string;
}

interface SsoFixtures {
  /** Of which kind the identity provider is. */
  readonly speaks: ConnectionType;
  readonly idp: IdentityProvider;
  /** The test's organization with a verified domain, and a connection that is on. */
  readonly company: Company;
  readonly application: FakeApplication;
}

export const test = base.extend<SsoFixtures>({
  speaks: ['SAML', { option: true }],
  idp: async ({ speaks }, use) => {
    const idp = await (speaks === 'SAML' ? startSaml() : startOidc());
    await use(idp);
    await idp.stop();
  },
  company: async ({ usher, organization, idp }, use) => use(await connect(usher, organization.id, idp)),
  application: async ({ usher }, use) => {
    const application = await startFakeApplication({ db: usher.db, issuer: usher.origin });
    await use(application);
    await application.stop();
  },
});

async function startSaml(): Promise<IdentityProvider> {
  const saml = await startSamlIdp({ nameId: 'nobody@example.com', attributes: {} });
  return {
    type: 'SAML',
    saml,
    logInAs: (email, said = {}) =>
      saml.setUser({ nameId: email, attributes: { givenName: 'Ada', surname: 'Lindqvist', ...said } }),
    stop: saml.stop,
  };
}

async function startOidc(): Promise<IdentityProvider> {
  const oidc = await startOidcIdp({ user: { sub: 'nobody' } });
  const names = { given_name: 'Ada', family_name: 'Lindqvist' };
  return {
    type: 'OIDC',
    oidc,
    logInAs: (email, said = {}) =>
      oidc.setUser({ sub: randomUUID(), email, email_verified: true, ...names, ...said }),
    stop: oidc.stop,
  };
}

/** Gives an organization the feature and a domain that is its own; what is below the domain is an address of it. */
export async function prepare({ db }: Usher, organizationId: string) {
  await db.organization.update({ where: { id: organizationId }, data: { ssoEnabled: true } });
  const staff = contextFor(db, await createStaff(db, 'ADMIN'), new Date());
  const domain = freshDomain();
  const row = { id: newId('domain'), organizationId, domain, type: 'ORGANIZATION_DOMAIN' } as const;
  await db.domain.create({ data: { ...row, method: 'ADMIN', txtSecret: 'x', verifiedAt: new Date() } });
  return { staff, email: (name = 'ada') => `${name}.${randomUUID().slice(0, 8)}@${domain}` };
}

async function connect(usher: Usher, organizationId: string, idp: IdentityProvider): Promise<Company> {
  const { staff, email } = await prepare(usher, organizationId);
  const ref = await makeConnection(staff, organizationId, idp.type, 'CUSTOM');
  if (idp.type === 'SAML') {
    const { entityId, ssoUrl, certificates } = idp.saml;
    await updateConnection(staff, { ...ref, saml: { idpEntityId: entityId, idpSsoUrl: ssoUrl } });
    await addCertificates(staff, { ...ref, certificates: certificates[0] });
  } else {
    const { issuer, clientId, clientSecret } = idp.oidc;
    await updateConnection(staff, { ...ref, oidc: { issuer, clientId }, clientSecret });
    idp.oidc.allowRedirect(redirectUriOf(usher, ref.connectionId));
  }
  await switchConnection(staff, { ...ref, enabled: true });
  return { ...ref, staff, email };
}

/** Where an OpenID provider sends people back to. */
export function redirectUriOf({ origin }: Usher, connectionId: string): string {
  return `${origin}/sso/v1/oidc/${connectionId}/callback`;
}

/** Where a SAML identity provider posts to. */
export function serviceProviderOf({ origin }: Usher, connectionId: string): ServiceProviderAddresses {
  const entityId = `${origin}/sso/v1/saml/${connectionId}`;
  return { entityId, acsUrl: `${entityId}/callback` };
}

/** Presses the button of the identity provider's page, once it is there. */
export async function logIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Continue(?: as .*)?$/ }).click();
}
