import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { contextFor, createTestOrganization, memberRoleId, testNow } from '@/tests/factories/world';
import { newId } from '../id';
import { sealClientSecret, sealPrivateKey } from './connection-secrets';
import { findLoginConnection } from './find-connection';

const database = useDatabase();

async function insertConnection(data: { type: 'SAML' | 'OIDC'; settings: object; enabled?: boolean }) {
  const { organizationId } = await createTestOrganization(database.db);
  await database.db.organization.update({ where: { id: organizationId }, data: { ssoEnabled: true } });
  const id = newId('connection');
  const secrets = { secretSealed: sealClientSecret('s3cret'), keySealed: sealPrivateKey('PEM') };
  await database.db.connection.create({
    data: { id, organizationId, provider: 'OKTA', enabled: true, certificate: 'own', ...secrets, ...data },
  });
  return { id, organizationId };
}

const find = (id: string) => findLoginConnection(contextFor(database.db), id);

describe('the connection of a login', () => {
  test('is there with certificates, opened secrets and mappings in their order', async () => {
    const settings = { idpEntityId: 'https://idp.example', idpSsoUrl: 'https://idp.example/sso' };
    const { id, organizationId } = await insertConnection({ type: 'SAML', settings });
    const times = { notBefore: testNow, notAfter: new Date('2030-01-01T00:00:00.000Z') };
    const names = { subject: 'CN=idp', issuer: 'CN=idp' };
    for (const fingerprint of ['first', 'second']) {
      const certificate = { id: newId('certificate'), certificate: `${fingerprint} DER`, fingerprint };
      await database.db.connectionCertificate.create({
        data: { ...certificate, ...times, ...names, connectionId: id },
      });
    }
    for (const [position, value] of [
      [2, 'Sales'],
      [1, 'Engineering'],
    ] as const) {
      const mapping = { id: newId('roleMapping'), value, position, roleId: memberRoleId };
      await database.db.roleMapping.create({ data: { ...mapping, connectionId: id } });
    }
    expect(await find(id)).toMatchObject({
      id,
      organizationId,
      organizationName: 'Acme Robotics',
      type: 'SAML',
      provider: 'OKTA',
      usable: true,
      complete: true,
      settings: { ...settings, signing: 'RESPONSE_OR_ASSERTION', signRequests: true },
      certificates: [
        { certificate: 'first DER', ...times },
        { certificate: 'second DER', ...times },
      ],
      privateKey: 'PEM',
      ownCertificate: 'own',
      roleMappings: [
        { attribute: 'groups', value: 'Engineering', roleId: memberRoleId },
        { attribute: 'groups', value: 'Sales', roleId: memberRoleId },
      ],
    });
  });

  test('of OpenID Connect opens the client secret', async () => {
    const settings = { issuer: 'https://idp.example', clientId: 'usher' };
    const { id } = await insertConnection({ type: 'OIDC', settings });
    expect(await find(id)).toMatchObject({ type: 'OIDC', usable: true, clientSecret: 's3cret', settings });
  });

  test('cannot be used while it is off, not complete, or the organization has not the feature', async () => {
    const settings = { issuer: 'https://idp.example', clientId: 'usher' };
    const off = await insertConnection({ type: 'OIDC', settings, enabled: false });
    expect(await find(off.id)).toMatchObject({ usable: false, complete: true });
    const open = await insertConnection({ type: 'OIDC', settings: { issuer: 'https://idp.example' } });
    expect(await find(open.id)).toMatchObject({ usable: false, complete: false });
    const without = await insertConnection({ type: 'OIDC', settings });
    const where = { id: without.organizationId };
    await database.db.organization.update({ where, data: { ssoEnabled: false } });
    expect(await find(without.id)).toMatchObject({ usable: false, complete: true });
  });

  test('is null for an id of none', async () => {
    expect(await find('conn_1000000000000000000')).toBeNull();
  });
});
