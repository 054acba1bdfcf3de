import { SAML } from '@node-saml/node-saml';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createServiceProviderKey, type ServiceProviderKey } from '@/lib/connections/service-provider-key';
import { type FakeSamlIdp, startSamlIdp } from './saml-idp';

const serviceProvider = {
  entityId: 'https://app.example.com/saml',
  acsUrl: 'https://app.example.com/saml/acs',
};
let idp: FakeSamlIdp;
let ours: ServiceProviderKey;

beforeAll(async () => {
  ours = await createServiceProviderKey(new Date());
  idp = await startSamlIdp({
    nameId: 'ada@customer.example.com',
    attributes: { groups: ['Engineers', 'All'] },
  });
  idp.trust(ours.certificate);
});
afterAll(() => idp.stop());

/** node-saml alone, as any service provider would use it. */
function saml(certificates: readonly string[]) {
  return new SAML({
    idpCert: [...certificates],
    issuer: serviceProvider.entityId,
    callbackUrl: serviceProvider.acsUrl,
    entryPoint: idp.ssoUrl,
    privateKey: ours.privateKey,
    decryptionPvk: ours.privateKey,
    signatureAlgorithm: 'sha256',
    wantAssertionsSigned: false,
    wantAuthnResponseSigned: false,
  });
}

async function identityOf(SAMLResponse: string, certificates: readonly string[]) {
  const { profile } = await saml(certificates).validatePostResponseAsync({ SAMLResponse });
  return { nameId: profile?.nameID, groups: profile?.groups };
}
const ada = { nameId: 'ada@customer.example.com', groups: ['Engineers', 'All'] };

test.each(['signed-response', 'signed-assertion', 'both', 'encrypted-assertion'] as const)(
  'the fake answers a signed request from its page: %s',
  async (mode) => {
    idp.setMode(mode);
    const page = await fetch(await saml(idp.certificates).getAuthorizeUrlAsync('where-i-was', undefined, {}));
    const html = await page.text();
    expect(html).toContain('Continue as ada@customer.example.com');
    expect(html).toContain(`action="${serviceProvider.acsUrl}"`);
    expect(html).toContain('name="RelayState" value="where-i-was"');
    const response = html.match(/name="SAMLResponse" value="([^"]+)"/)?.[1] ?? '';
    expect(await identityOf(response, [idp.certificates[0]])).toEqual(ada);
    expect(idp.requests().at(-1)).toMatchObject({ issuer: serviceProvider.entityId, signed: true });
  },
);

test('the fake refuses a request that the service provider did not sign', async () => {
  const signed = new URL(await saml(idp.certificates).getAuthorizeUrlAsync('', undefined, {}));
  signed.searchParams.delete('Signature');
  expect((await fetch(signed)).status).toBe(500);
});

test('the fake speaks first where it is told to, and rolls over to its second certificate', async () => {
  idp.setMode('signed-assertion');
  const html = await (await fetch(idp.initiatedUrl(serviceProvider))).text();
  const before = html.match(/name="SAMLResponse" value="([^"]+)"/)?.[1] ?? '';
  expect(await identityOf(before, [idp.certificates[0]])).toEqual(ada);
  idp.rollOver();
  const after = await idp.respond(serviceProvider);
  expect(await identityOf(after, [idp.certificates[1]])).toEqual(ada);
  await expect(identityOf(after, [idp.certificates[0]])).rejects.toThrow('signature');
});
