import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getConnection } from '@/lib/connections/get-connection';
import { useDatabase } from '@/tests/database';
import { createSsoOrganization, makeConnection } from '@/tests/factories/connections';
import { contextFor, createStaff } from '@/tests/factories/world';
import { type OidcIdp, startOidcIdp } from '@/tests/fakes/oidc-idp';
import { type FakeSamlIdp, startSamlIdp } from '@/tests/fakes/saml-idp';
import { importMetadata } from './import-metadata';
import { saveConnection } from './save-connection';

const database = useDatabase();
let oidc: OidcIdp;
let saml: FakeSamlIdp;

beforeAll(async () => {
  process.env.USHER_ALLOWED_PRIVATE_HOSTS = '127.0.0.1,localhost';
  oidc = await startOidcIdp({ user: { sub: 'ada' } });
  saml = await startSamlIdp({ nameId: 'ada@example.com', attributes: {} });
});
afterAll(async () => {
  await oidc.stop();
  await saml.stop();
});

async function setUp(type: 'SAML' | 'OIDC') {
  const { organizationId, staff } = await createSsoOrganization(database.db);
  // Certificates of the fakes are good at the present moment, which is not the one of other tests.
  const ctx = contextFor(database.db, staff.actor, new Date());
  const support = contextFor(database.db, await createStaff(database.db));
  return { ctx, support, ref: await makeConnection(ctx, organizationId, type) };
}

const discovery = '/.well-known/openid-configuration';
const asked = () => oidc.requests().filter((request) => request.includes(discovery)).length;

describe('saving a connection', () => {
  test('asks a new issuer who it is, and keeps the name that it gives itself', async () => {
    const { ctx, ref } = await setUp('OIDC');
    const before = asked();
    await saveConnection(ctx, { ...ref, oidc: { issuer: `${oidc.issuer}${discovery}` } });
    expect(await getConnection(ctx, ref)).toMatchObject({ settings: { issuer: oidc.issuer } });
    await saveConnection(ctx, { ...ref, oidc: { issuer: oidc.issuer, clientId: 'usher' } });
    expect(asked() - before).toBe(1);
  });

  test('refuses by its field an issuer that is none, and stores nothing', async () => {
    const { ctx, ref } = await setUp('OIDC');
    const refused = { code: 'invalid_input', fields: { 'oidc.issuer': expect.any(String) } };
    const oidcFields = { issuer: `${saml.origin}/nothing`, clientId: 'usher' };
    await expect(saveConnection(ctx, { ...ref, oidc: oidcFields })).rejects.toMatchObject(refused);
    expect(await getConnection(ctx, ref)).toMatchObject({ settings: { issuer: null, clientId: null } });
  });

  test('takes one whose addresses are entered by hand as it is', async () => {
    const { ctx, ref } = await setUp('OIDC');
    const before = asked();
    await saveConnection(ctx, { ...ref, oidc: { configuration: 'MANUAL', issuer: oidc.issuer } });
    expect(asked()).toBe(before);
  });

  test('asks nobody for whom may not manage the connection', async () => {
    const { support, ref } = await setUp('OIDC');
    const before = asked();
    await expect(saveConnection(support, { ...ref, oidc: { issuer: oidc.issuer } })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(asked()).toBe(before);
  });
});

describe('importing metadata', () => {
  test('sets the connection up, from an address or from its text', async () => {
    const complete = {
      status: 'COMPLETED',
      settings: { idpEntityId: saml.entityId, idpSsoUrl: saml.ssoUrl },
    };
    const byAddress = await setUp('SAML');
    await importMetadata(byAddress.ctx, { ...byAddress.ref, url: saml.metadataUrl, xml: '' });
    expect(await getConnection(byAddress.ctx, byAddress.ref)).toMatchObject(complete);
    const byText = await setUp('SAML');
    const xml = await (await fetch(saml.metadataUrl)).text();
    await importMetadata(byText.ctx, { ...byText.ref, url: '', xml });
    expect(await getConnection(byText.ctx, byText.ref)).toMatchObject(complete);
  });

  test('says what is wrong at the field that was used', async () => {
    const { ctx, ref } = await setUp('SAML');
    const refusal = (url: string, xml: string) =>
      importMetadata(ctx, { ...ref, url, xml }).then(
        () => null,
        (error) => Object.keys(error.fields),
      );
    expect(await refusal('https://10.0.0.1/metadata', '')).toEqual(['url']);
    expect(await refusal(`${saml.origin}/nothing`, '')).toEqual(['url']);
    expect(await refusal('', '<html></html>')).toEqual(['xml']);
  });
});
