import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createServiceProviderKey } from '@/lib/connections/service-provider-key';
import { type FakeSamlIdp, startSamlIdp } from '@/tests/fakes/saml-idp';
import { fetchIdpMetadata } from './fetch-idp-metadata';
import { parseIdpMetadata } from './idp-metadata';
import { serviceProviderMetadata } from './service-provider-metadata';
import { attributeOf, elementsWithin, parseXml } from './xml';

const now = new Date('2026-05-01T12:00:00Z');
const year = 365 * 86_400_000;
const md = 'xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#"';
let current: string;
let next: string;
let expired: string;
let idp: FakeSamlIdp;

beforeAll(async () => {
  const certificate = async (date: Date) => (await createServiceProviderKey(date)).certificate;
  current = await certificate(now);
  next = await certificate(now);
  expired = await certificate(new Date(now.getTime() - 11 * year));
  idp = await startSamlIdp({ nameId: 'ada@customer.example.com', attributes: {} });
});
afterAll(() => idp.stop());

const keyOf = (certificate: string, use = ' use="signing"') =>
  `<md:KeyDescriptor${use}><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate.replaceAll(/.{64}/g, '$&\n')}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`;
const service = (
  binding: string,
  location = `https://idp.example.com/${binding}`,
  name = 'SingleSignOnService',
) => `<md:${name} Binding="urn:oasis:names:tc:SAML:2.0:bindings:${binding}" Location="${location}"/>`;
const provider = (content: string) =>
  `<md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${content}</md:IDPSSODescriptor>`;
const entity = (content: string, attributes = '') =>
  `<?xml version="1.0" encoding="utf-8"?>\n<!-- exported --><md:EntityDescriptor ${md} entityID="https://idp.example.com/entity"${attributes}>${content}</md:EntityDescriptor>\n`;

function read(xml: string) {
  const gate = parseIdpMetadata(xml, now);
  return gate.ok ? gate.passed : gate.step;
}

describe('metadata', () => {
  test('gives all that a connection needs, by redirect where both are offered', () => {
    const formats =
      '<md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</md:NameIDFormat>';
    const logout = service('HTTP-Redirect', 'https://idp.example.com/out', 'SingleLogoutService');
    const services = service('SOAP') + service('HTTP-POST') + service('HTTP-Redirect');
    expect(read(entity(provider(keyOf(current) + logout + formats + services)))).toEqual({
      entityId: 'https://idp.example.com/entity',
      ssoUrl: 'https://idp.example.com/HTTP-Redirect',
      ssoBinding: 'HTTP_REDIRECT',
      sloUrl: 'https://idp.example.com/out',
      nameIdFormat: 'EMAIL',
      certificates: [current],
    });
  });

  test('gives every certificate that signs and has not expired, each once', () => {
    const keys = [
      keyOf(current),
      keyOf(expired),
      keyOf(next, ''),
      keyOf(current),
      keyOf(expired, ' use="encryption"'),
    ];
    const found = read(entity(provider(keys.join('') + service('HTTP-POST'))));
    expect(found).toMatchObject({ ssoBinding: 'HTTP_POST', certificates: [current, next] });
  });

  test('may describe a service provider, claims and roles beside, as ADFS and Entra do', () => {
    const role =
      '<md:RoleDescriptor xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:fed="http://docs.oasis-open.org/wsfed/federation/200706" xsi:type="fed:SecurityTokenServiceType" protocolSupportEnumeration="http://docs.oasis-open.org/wsfed/federation/200706"/>';
    const service1 =
      '<md:SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"/>';
    const idpPart = provider(keyOf(current) + service('HTTP-Redirect'));
    expect(read(entity(role + service1 + idpPart))).toMatchObject({ certificates: [current] });
  });

  test('of several entities gives the first identity provider', () => {
    const only = `<md:EntityDescriptor entityID="https://sp.example.com"><md:SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"/></md:EntityDescriptor>`;
    const both = `<md:EntitiesDescriptor ${md}>${only}${entity(provider(keyOf(current) + service('HTTP-POST'))).replace(/^<\?xml.*\n/, '')}</md:EntitiesDescriptor>`;
    expect(read(both)).toMatchObject({ entityId: 'https://idp.example.com/entity' });
  });

  test.each([
    ['metadata-size', () => ' '.repeat(1_000_001)],
    ['metadata-size', () => '<a>'.repeat(10_001)],
    ['no-doctype', () => `<!DOCTYPE a [<!ENTITY b "c">]>${entity('')}`],
    ['well-formed', () => '<md:EntityDescriptor'],
    ['well-formed', () => 'not metadata'],
    ['identity-provider', () => entity('')],
    ['identity-provider', () => '<html xmlns="http://www.w3.org/1999/xhtml"></html>'],
    [
      'valid-until',
      () => entity(provider(keyOf(current) + service('HTTP-POST')), ' validUntil="2026-04-30T00:00:00Z"'),
    ],
    ['entity-id', () => entity(provider(keyOf(current))).replace(/entityID="[^"]*"/, 'entityID=""')],
    ['sso-url', () => entity(provider(keyOf(current) + service('SOAP')))],
    ['sso-url', () => entity(provider(keyOf(current) + service('HTTP-POST', 'javascript:alert(1)')))],
    ['certificates', () => entity(provider(service('HTTP-POST')))],
    ['certificates', () => entity(provider(keyOf('AAAA') + service('HTTP-POST')))],
    ['certificates', () => entity(provider(keyOf(expired) + service('HTTP-POST')))],
  ])('is refused: %s', (step, xml) => expect(read(xml())).toBe(step));

  const filled = (content: string) => entity(`${content}${'x'.repeat(900_000)}`);
  const many = (count: number, one: (at: number) => string) =>
    Array.from({ length: count }, (_, at) => one(at)).join('');
  test.each([
    ['comments that do not end', 'metadata-size', () => filled('<!-- '.repeat(201))],
    ['CDATA sections that do not end', 'metadata-size', () => filled('<![CDATA['.repeat(201))],
    ['processing instructions that do not end', 'metadata-size', () => filled('<?a '.repeat(201))],
    ['attributes', 'metadata-size', () => entity(`<a ${many(20_001, (at) => `a${at}="" `)}/>`)],
    [
      'namespaces, each within the one before',
      'metadata-size',
      () => entity(many(1001, (at) => `<a xmlns:n${at}="u">`)),
    ],
    ['attributes of one element', 'well-formed', () => entity(`<a ${many(51, (at) => `a${at}="" `)}/>`)],
    [
      'elements, each within the one before',
      'well-formed',
      () => entity('<a>'.repeat(60) + '</a>'.repeat(60)),
    ],
    ['entities that nobody declared', 'well-formed', () => entity('&b;'.repeat(100_000))],
    [
      'entities in UTF-16',
      'well-formed',
      () => Buffer.from(`<!DOCTYPE a>${entity('')}`, 'utf16le').toString('utf8'),
    ],
  ])('is refused where it is a bomb of %s', (_, step, xml) => expect(read(xml())).toBe(step));
});

describe('metadata at an address', () => {
  test('is fetched where the operator lets Usher go', async () => {
    process.env.USHER_ALLOWED_PRIVATE_HOSTS = '127.0.0.1';
    expect(await fetchIdpMetadata(idp.metadataUrl, new Date())).toEqual({
      ok: true,
      passed: {
        entityId: idp.entityId,
        ssoUrl: idp.ssoUrl,
        ssoBinding: 'HTTP_REDIRECT',
        sloUrl: null,
        nameIdFormat: 'EMAIL',
        certificates: idp.certificates,
      },
    });
    const missing = await fetchIdpMetadata(`${idp.origin}/nothing`, new Date());
    expect(missing).toMatchObject({ ok: false, step: 'fetch', reason: expect.stringContaining('404') });
  });

  test('is not fetched from a private network, nor without TLS', async () => {
    const urls = [
      'https://10.0.0.1/metadata',
      'http://idp.example.com/metadata',
      'https://localhost/metadata',
      'https://0.0.0.0/metadata',
      'https://169.254.169.254/latest/meta-data',
      'https://[::1]/metadata',
      'https://[::ffff:127.0.0.2]/metadata',
      'https://[fe80::1]/metadata',
      'https://0x7f.0.0.2/metadata',
      'file:///etc/passwd',
    ];
    for (const url of urls)
      expect(await fetchIdpMetadata(url, now), url).toMatchObject({ ok: false, step: 'fetch' });
  });

  test.each([
    ['leads elsewhere', 'fetch', 302, { Location: 'http://169.254.169.254/latest/meta-data' }, ''],
    ['is larger than any', 'metadata-size', 200, {}, 'x'.repeat(1_000_001)],
    ['is zipped', 'well-formed', 200, { 'Content-Encoding': 'gzip' }, gzipSync('x'.repeat(10_000_000))],
    ['is not text', 'well-formed', 200, {}, Buffer.from([0xff, 0xfe, 0x00])],
  ])('is refused where the answer %s', async (_, step, status, headers, body) => {
    let asked = 0;
    const server = createServer((_request, response) => {
      asked += 1;
      response.writeHead(status, headers).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    process.env.USHER_ALLOWED_PRIVATE_HOSTS = '127.0.0.1';
    const { port } = server.address() as AddressInfo;
    const found = await fetchIdpMetadata(`http://127.0.0.1:${port}/metadata`, now);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(found).toMatchObject({ ok: false, step });
    expect(asked).toBe(1);
  });
});

test('our own metadata names our addresses, and one certificate for signing and for encryption', () => {
  const entityId = 'https://login.example.com/sso/v1/saml/conn_1';
  const addresses = { entityId, acsUrl: `${entityId}/callback` };
  const root = parseXml(serviceProviderMetadata({ ...addresses, certificate: current }));
  if (!root) throw new Error('It is not XML.');
  const all = elementsWithin(root);
  const named = (name: string) => all.filter(({ localName }) => localName === name);
  expect(attributeOf(root, 'entityID')).toBe(entityId);
  expect(named('KeyDescriptor').map((key) => attributeOf(key, 'use'))).toEqual(['signing', 'encryption']);
  expect(named('X509Certificate').map(({ textContent }) => textContent)).toEqual([current, current]);
  const [consumer] = named('AssertionConsumerService');
  expect(consumer && attributeOf(consumer, 'Location')).toBe(addresses.acsUrl);
  expect(serviceProviderMetadata({ ...addresses, certificate: null })).not.toContain('KeyDescriptor');
});
