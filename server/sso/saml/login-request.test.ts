import { createVerify, X509Certificate } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { getVerifiedXml } from '@node-saml/node-saml/lib/xml';
import { beforeAll, describe, expect, test } from 'vitest';
import { createServiceProviderKey, type ServiceProviderKey } from '@/lib/connections/service-provider-key';
import { samlSettingsSchema } from '@/lib/connections/settings';
import { type LoginRequest, makeLoginRequest } from './login-request';
import { attributeOf, elementsWithin, parseXml } from './xml';

const entityId = 'https://login.example.com/sso/v1/saml/conn_1';
const input = { requestId: '_request', relayState: 'aZ09-_', entityId, acsUrl: `${entityId}/callback` };
let key: ServiceProviderKey;
let certificate: X509Certificate;
beforeAll(async () => {
  key = await createServiceProviderKey(new Date());
  certificate = new X509Certificate(Buffer.from(key.certificate, 'base64'));
});

function ask(settings: Record<string, unknown> = {}, forceAuthn = false): Promise<LoginRequest> {
  const parsed = samlSettingsSchema.parse({ idpSsoUrl: 'https://idp.example.com/sso?tenant=1', ...settings });
  const connection = { settings: parsed, certificates: [], privateKey: key.privateKey, attributeMapping: {} };
  return makeLoginRequest({ connection, forceAuthn, ...input });
}

async function byRedirect(settings = {}, forceAuthn = false): Promise<URL> {
  const request = await ask(settings, forceAuthn);
  if (request.binding !== 'HTTP_REDIRECT') throw new Error('It is no redirect.');
  return new URL(request.url);
}

const xmlOf = (url: URL) => {
  const deflated = Buffer.from(url.searchParams.get('SAMLRequest') ?? '', 'base64');
  return inflateRawSync(deflated).toString();
};

describe('a request by redirect', () => {
  test('says who asks, where to answer, and has the id that it was given', async () => {
    const url = await byRedirect();
    expect(url.origin + url.pathname).toBe('https://idp.example.com/sso');
    expect(url.searchParams.get('tenant')).toBe('1');
    expect(url.searchParams.get('RelayState')).toBe('aZ09-_');
    const root = parseXml(xmlOf(url));
    if (!root) throw new Error('It is not XML.');
    expect(root.localName).toBe('AuthnRequest');
    const attributes = ['ID', 'Destination', 'AssertionConsumerServiceURL', 'ForceAuthn', 'ProtocolBinding'];
    expect(attributes.map((name) => attributeOf(root, name))).toEqual([
      '_request',
      'https://idp.example.com/sso?tenant=1',
      input.acsUrl,
      null,
      'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
    ]);
    const names = elementsWithin(root).map(({ localName }) => localName);
    expect(names).toEqual(['AuthnRequest', 'Issuer', 'NameIDPolicy']);
    expect(root.textContent).toBe(entityId);
  });

  test('is signed with RSA-SHA256 over the query as it is sent (Bindings section 3.4.4.1)', async () => {
    const { search, searchParams } = await byRedirect();
    const parts = search
      .slice(1)
      .split('&')
      .filter((part) => /^(SAMLRequest|RelayState|SigAlg)=/.test(part));
    expect(searchParams.get('SigAlg')).toBe('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256');
    const order = ['SAMLRequest', 'RelayState', 'SigAlg'].map((name) =>
      parts.find((part) => part.startsWith(`${name}=`)),
    );
    const signature = searchParams.get('Signature') ?? '';
    const verifier = createVerify('RSA-SHA256').update(order.join('&'));
    expect(verifier.verify(certificate.publicKey, signature, 'base64')).toBe(true);
  });

  test('is not signed where the connection does not sign', async () => {
    const { searchParams } = await byRedirect({ signRequests: false });
    expect([...searchParams.keys()]).toEqual(['tenant', 'SAMLRequest', 'RelayState']);
  });

  test.each([
    [{ forceAuthn: true }, false],
    [{}, true],
  ])('asks for a fresh login where the connection or the caller wants it', async (settings, forceAuthn) => {
    expect(xmlOf(await byRedirect(settings, forceAuthn))).toContain('ForceAuthn="true"');
  });

  test('asks for the kind of NameID that the connection wants', async () => {
    expect(xmlOf(await byRedirect({ nameIdFormat: 'PERSISTENT' }))).toContain('nameid-format:persistent');
    expect(xmlOf(await byRedirect())).not.toContain('Format=');
  });
});

test('a request by POST is the fields of a form, signed within', async () => {
  const request = await ask({ idpSsoBinding: 'HTTP_POST' });
  if (request.binding !== 'HTTP_POST') throw new Error('It is no form.');
  expect(request.action).toBe('https://idp.example.com/sso?tenant=1');
  expect(Object.keys(request.fields)).toEqual(['SAMLRequest', 'RelayState']);
  const xml = Buffer.from(request.fields.SAMLRequest ?? '', 'base64').toString();
  const root = parseXml(xml);
  if (!root) throw new Error('It is not XML.');
  expect(attributeOf(root, 'ID')).toBe('_request');
  expect(getVerifiedXml(xml, root, [certificate.toString()])).toContain(entityId);
});

test('a connection without an address cannot ask', async () => {
  await expect(ask({ idpSsoUrl: null })).rejects.toThrow('without its SSO address');
});
