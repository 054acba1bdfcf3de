import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import {
  createSsoOrganization,
  makeCertificate,
  makeCompleteConnection,
  makeConnection,
} from '@/tests/factories/connections';
import { createMember, createPerson, createSession } from '@/tests/factories/members';
import {
  contextFor,
  createStaff,
  createTestOrganization,
  later,
  memberRoleId,
} from '@/tests/factories/world';
import { newId } from '../id';
import { addCertificates } from './add-certificates';
import { applyMetadata } from './apply-metadata';
import type { ConnectionRef } from './connection.schema';
import { createConnection } from './create-connection';
import { deleteConnection } from './delete-connection';
import { describeConnectionEnding } from './describe-connection-ending';
import { enforceSso } from './enforce-sso';
import { findLoginConnection } from './find-connection';
import { getConnection } from './get-connection';
import { listConnections } from './list-connections';
import { removeCertificate } from './remove-certificate';
import { switchConnection } from './switch-connection';
import { updateConnection } from './update-connection';

const database = useDatabase();

const recorded = async ({ connectionId }: ConnectionRef) => {
  const rows = await database.db.auditEvent.findMany({
    where: { targetId: connectionId },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ action, changes }) => ({ action, changes }));
};
const eventsOf = async (organizationId: string) => {
  const where = { organizationId, type: { startsWith: 'organization.sso' } };
  const rows = await database.db.event.findMany({ where, orderBy: { id: 'asc' } });
  return rows.map(({ type, data }) => ({ type, data }));
};

describe('creating a connection', () => {
  test('makes a draft that is off, and records and tells it', async () => {
    const { organizationId, staff } = await createSsoOrganization(database.db);
    const ref = await makeConnection(staff, organizationId);
    const draft = { type: 'OIDC', provider: 'OKTA', enabled: false, status: 'DRAFT', hasSecret: false };
    expect(await getConnection(staff, ref)).toMatchObject(draft);
    expect(await recorded(ref)).toMatchObject([{ action: 'connection.created' }]);
    const data = { id: ref.connectionId, type: 'OIDC', provider: 'OKTA', status: 'DRAFT', enabled: false };
    expect(await eventsOf(organizationId)).toMatchObject([{ type: 'organization.sso_created', data }]);
  });

  test('of SAML gives it a key of its own, whose private half is stored encrypted', async () => {
    const { organizationId, staff } = await createSsoOrganization(database.db);
    const ref = await makeConnection(staff, organizationId, 'SAML');
    const stored = await database.db.connection.findUniqueOrThrow({ where: { id: ref.connectionId } });
    expect(Buffer.from(stored.keySealed ?? []).includes('PRIVATE KEY')).toBe(false);
    const found = await findLoginConnection(staff, ref.connectionId);
    expect(found?.type === 'SAML' && found.privateKey).toContain('PRIVATE KEY');
    expect(JSON.stringify(await getConnection(staff, ref))).not.toContain('PRIVATE KEY');
  });

  test('with one key ten times at once makes one', async () => {
    const { organizationId, staff } = await createSsoOrganization(database.db);
    const input = { organizationId, type: 'OIDC' as const, provider: 'OKTA' as const, keyId: 'main' };
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => createConnection(staff, input)),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    expect(refused[0]).toMatchObject({ code: 'invalid_input', fields: { keyId: expect.any(String) } });
  });
});

describe('who may manage connections', () => {
  test('staff admins, admins of the organization and its set-up link; nobody else', async () => {
    const { organizationId } = await createSsoOrganization(database.db);
    const other = await createSsoOrganization(database.db);
    const { actor: admin } = await createMember(database.db, organizationId);
    const { actor: member } = await createMember(database.db, organizationId, { roleIds: [memberRoleId] });
    const { actor: stranger } = await createMember(database.db, other.organizationId);
    const link = { kind: 'portal' as const, linkId: 'lnk', name: 'IT admin', grantable: 'all' as const };
    const features = new Set(['sso' as const]);
    const attempt = (actor: Parameters<typeof contextFor>[1]) =>
      makeConnection(contextFor(database.db, actor), organizationId).then(
        () => 'made',
        (error) => error.code,
      );
    expect(await attempt(admin)).toBe('made');
    expect(await attempt({ ...link, organizationId, features })).toBe('made');
    expect(await attempt({ ...link, organizationId, features: new Set(['directory' as const]) })).toBe(
      'not_found',
    );
    expect(await attempt({ ...link, organizationId: other.organizationId, features })).toBe('not_found');
    expect(await attempt(member)).toBe('forbidden');
    expect(await attempt(stranger)).toBe('not_found');
    expect(await attempt(await createStaff(database.db, 'SUPPORT'))).toBe('forbidden');
  });

  test('a connection of another organization is like none', async () => {
    const own = await createSsoOrganization(database.db);
    const other = await createSsoOrganization(database.db);
    const ref = await makeCompleteConnection(other.staff, other.organizationId, { type: 'SAML' });
    const { actor } = await createMember(database.db, own.organizationId);
    const ctx = contextFor(database.db, actor);
    const foreign = { ...ref, organizationId: own.organizationId };
    const notFound = { code: 'not_found', message: 'There is no such connection.' };
    await expect(getConnection(ctx, foreign)).rejects.toMatchObject(notFound);
    await expect(updateConnection(ctx, { ...foreign, jitEnabled: false })).rejects.toMatchObject(notFound);
    await expect(switchConnection(ctx, { ...foreign, enabled: true })).rejects.toMatchObject(notFound);
    await expect(deleteConnection(ctx, foreign)).rejects.toMatchObject(notFound);
    await expect(
      addCertificates(ctx, { ...foreign, certificates: await makeCertificate() }),
    ).rejects.toMatchObject(notFound);
    expect(await listConnections(ctx, { organizationId: own.organizationId })).toEqual([]);
  });
});

describe('changing a connection', () => {
  test('keeps what is not given, and records what changed without the secret', async () => {
    const { organizationId, staff } = await createSsoOrganization(database.db);
    const ref = await makeConnection(staff, organizationId);
    await updateConnection(staff, { ...ref, oidc: { issuer: 'https://idp.example.com' } });
    await updateConnection(staff, {
      ...ref,
      name: 'Acme',
      oidc: { clientId: 'usher' },
      clientSecret: 'top-secret',
    });
    expect(await getConnection(staff, ref)).toMatchObject({
      name: 'Acme',
      status: 'COMPLETED',
      hasSecret: true,
      settings: { issuer: 'https://idp.example.com', clientId: 'usher', configuration: 'DISCOVERY' },
    });
    expect((await recorded(ref)).at(-1)).toMatchObject({
      action: 'connection.updated',
      changes: { after: { name: 'Acme', clientId: 'usher', clientSecret: 'changed' } },
    });
    expect(JSON.stringify(await database.db.auditEvent.findMany())).not.toContain('top-secret');
    expect(await findLoginConnection(staff, ref.connectionId)).toMatchObject({ clientSecret: 'top-secret' });
  });

  test('writes nothing when nothing changed', async () => {
    const { organizationId, staff } = await createSsoOrganization(database.db);
    const ref = await makeConnection(staff, organizationId, 'SAML');
    await updateConnection(staff, {
      ...ref,
      jitEnabled: true,
      attributeMapping: { email: '' },
      saml: { signing: 'RESPONSE_OR_ASSERTION' },
    });
    expect(await recorded(ref)).toHaveLength(1);
  });

  test.each([
    ['saml', { idpSsoUrl: 'http://idp.example.com/sso' }, 'saml.idpSsoUrl'],
    ['saml', { idpSsoUrl: 'javascript:alert(1)' }, 'saml.idpSsoUrl'],
    ['saml', { idpMetadataUrl: 'https://10.0.0.1/metadata' }, 'saml.idpMetadataUrl'],
    ['oidc', { issuer: 'https://localhost' }, 'oidc.issuer'],
    ['oidc', { jwksUri: 'https://169.254.169.254/latest' }, 'oidc.jwksUri'],
    ['oidc', { tokenEndpoint: 'https://user:word@idp.example.com' }, 'oidc.tokenEndpoint'],
    ['oidc', { issuer: 'https://login.microsoftonline.com/common/v2.0' }, 'oidc.issuer'],
    ['oidc', { issuer: 'https://login.microsoftonline.com/organizations/v2.0' }, 'oidc.issuer'],
  ])('refuses of %s %j by the field', async (section, fields, field) => {
    const { organizationId, staff } = await createSsoOrganization(database.db);
    const ref = await makeConnection(staff, organizationId, section === 'saml' ? 'SAML' : 'OIDC');
    await expect(updateConnection(staff, { ...ref, [section]: fields })).rejects.toMatchObject({
      code: 'invalid_input',
      fields: { [field]: expect.any(String) },
    });
  });

  test.each([
    'https://login.microsoftonline.com/contoso.onmicrosoft.com/v2.0',
    'https://sts.windows.net/11111111-2222-3333-4444-555555555555/',
    'https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0/',
    'https://idp.example.com',
  ])('refuses of Microsoft Entra ID an issuer that is not one tenant’s: %s', async (issuer) => {
    const { organizationId, staff } = await createSsoOrganization(database.db);
    const refusal = {
      fields: {
        'oidc.issuer': expect.stringContaining('https://login.microsoftonline.com/{tenant id}/v2.0'),
      },
    };
    const entra = await makeConnection(staff, organizationId, 'OIDC', 'MICROSOFT_AD');
    await expect(updateConnection(staff, { ...entra, oidc: { issuer } })).rejects.toMatchObject(refusal);
    const okta = await makeConnection(staff, organizationId, 'OIDC', 'OKTA');
    await updateConnection(staff, { ...okta, oidc: { issuer } });
    const changed = updateConnection(staff, { ...okta, provider: 'MICROSOFT_AD' });
    await expect(changed).rejects.toMatchObject(refusal);
    const right = 'https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0';
    await updateConnection(staff, { ...okta, provider: 'MICROSOFT_AD', oidc: { issuer: right } });
    expect(await getConnection(staff, entra)).toMatchObject({ settings: { issuer: null } });
  });

  test('refuses settings of the other type', async () => {
    const { organizationId, staff } = await createSsoOrganization(database.db);
    const ref = await makeConnection(staff, organizationId, 'SAML');
    await expect(updateConnection(staff, { ...ref, oidc: { clientId: 'x' } })).rejects.toMatchObject({
      fields: { type: expect.any(String) },
    });
    await expect(updateConnection(staff, { ...ref, clientSecret: 'x' })).rejects.toMatchObject({
      fields: { clientSecret: expect.any(String) },
    });
  });

  test('forgets whom it knew once another identity provider answers, and not before', async () => {
    const { organizationId, staff } = await createSsoOrganization(database.db);
    const ref = await makeCompleteConnection(staff, organizationId);
    const { connectionId } = ref;
    const { userId, email } = await createPerson(database.db);
    await database.db.identity.create({ data: { connectionId, subject: '1', userId, email } });
    const known = () => database.db.identity.count({ where: { connectionId } });
    await updateConnection(staff, { ...ref, jitEnabled: false, oidc: { clientId: 'another' } });
    expect(await known()).toBe(1);
    await updateConnection(staff, { ...ref, oidc: { issuer: 'https://other.example.com' } });
    expect(await known()).toBe(0);
    expect((await recorded(ref)).at(-1)).toMatchObject({ changes: { after: { identitiesForgotten: 1 } } });
  });

  test('leaves one that is on with everything that a login needs', async () => {
    const { organizationId, staff } = await createSsoOrganization(database.db);
    const ref = await makeCompleteConnection(staff, organizationId, { enabled: true });
    await expect(updateConnection(staff, { ...ref, oidc: { clientId: null } })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await getConnection(staff, ref)).toMatchObject({ settings: { clientId: 'usher' } });
    await switchConnection(staff, { ...ref, enabled: false });
    await updateConnection(staff, { ...ref, oidc: { clientId: null } });
    expect(await getConnection(staff, ref)).toMatchObject({
      status: 'IN_PROGRESS',
      missing: ['the client id'],
    });
  });
});

describe('certificates', () => {
  test('are several at once, each once, and go one by one, but not the last of a connection that is on', async () => {
    const { organizationId, staff } = await createSsoOrganization(database.db);
    const ref = await makeCompleteConnection(staff, organizationId, { type: 'SAML', enabled: true });
    const next = await makeCertificate({ name: 'next' });
    await addCertificates(staff, { ...ref, certificates: next + (await makeCertificate({ name: 'third' })) });
    await addCertificates(staff, { ...ref, certificates: next });
    const before = await getConnection(staff, ref);
    const all = before.type === 'SAML' ? before.certificates : [];
    expect(all.map(({ subject }) => subject)).toEqual(['CN=idp', 'CN=next', 'CN=third']);
    const [first, second, third] = all.map(({ certificateId }) => ({ ...ref, certificateId }));
    if (!first || !second || !third) throw new Error('Three were added.');
    await removeCertificate(staff, first);
    await removeCertificate(staff, second);
    await expect(removeCertificate(staff, third)).rejects.toMatchObject({ code: 'conflict' });
    expect(await findLoginConnection(staff, ref.connectionId)).toMatchObject({
      certificates: [{ notAfter: later(365 * 86_400) }],
    });
  });

  test('are refused when they have expired, are weak, or are none', async () => {
    const { organizationId, staff } = await createSsoOrganization(database.db);
    const ref = await makeConnection(staff, organizationId, 'SAML');
    const refusal = (certificates: string) =>
      addCertificates(staff, { ...ref, certificates }).then(
        () => null,
        (error) => error.fields.certificates,
      );
    expect(await refusal(await makeCertificate({ notBefore: later(-200), notAfter: later(-100) }))).toMatch(
      /expired on 2026-11-22/,
    );
    expect(await refusal(await makeCertificate({ bits: 1024 }))).toMatch(/1024 bits/);
    expect(await refusal('not a certificate')).toMatch(/no certificate/);
    expect(await refusal('aGVsbG8=')).toMatch(/no certificate/);
    expect(await refusal(await makeCertificate({ notBefore: later(86_400) }))).toBeNull();
  });
});

describe('applying metadata', () => {
  test('sets addresses, adds the certificates that are good, and leaves out expired ones', async () => {
    const { organizationId, staff } = await createSsoOrganization(database.db);
    const ref = await makeConnection(staff, organizationId, 'SAML');
    const old = await makeCertificate({ notBefore: later(-200), notAfter: later(-100) });
    const said = { idpEntityId: 'urn:idp', idpSsoUrl: 'https://idp.example.com/sso', idpSloUrl: null };
    const metadata = { ...said, idpSsoBinding: 'HTTP_POST' as const, nameIdFormat: 'EMAIL' as const };
    const metadataUrl = 'https://idp.example.com/metadata';
    await applyMetadata(staff, {
      ...ref,
      metadataUrl,
      metadata: { ...metadata, certificates: [old, await makeCertificate()] },
    });
    expect(await getConnection(staff, ref)).toMatchObject({
      status: 'COMPLETED',
      settings: { ...metadata, idpMetadataUrl: metadataUrl },
      certificates: [{ subject: 'CN=idp' }],
    });
    const only = { ...ref, metadataUrl, metadata: { ...metadata, certificates: [old] } };
    await expect(applyMetadata(staff, only)).rejects.toMatchObject({
      fields: { certificates: expect.stringMatching(/expired/) },
    });
  });
});

describe('switching a connection', () => {
  test('on needs everything that a login needs, and the feature', async () => {
    const { organizationId, staff } = await createSsoOrganization(database.db);
    const draft = await makeConnection(staff, organizationId);
    const missing = {
      code: 'conflict',
      message: 'Something is still missing: the issuer, the client id, the client secret.',
    };
    await expect(switchConnection(staff, { ...draft, enabled: true })).rejects.toMatchObject(missing);
    const ref = await makeCompleteConnection(staff, organizationId);
    await database.db.organization.update({ where: { id: organizationId }, data: { ssoEnabled: false } });
    const off = { code: 'conflict', message: 'Single sign-on is not switched on for this organization.' };
    await expect(switchConnection(staff, { ...ref, enabled: true })).rejects.toMatchObject(off);
    await database.db.organization.update({ where: { id: organizationId }, data: { ssoEnabled: true } });
    await switchConnection(staff, { ...ref, enabled: true });
    await switchConnection(staff, { ...ref, enabled: true });
    expect((await recorded(ref)).filter(({ action }) => action === 'connection.enabled')).toHaveLength(1);
    expect((await eventsOf(organizationId)).at(-1)).toMatchObject({
      type: 'organization.sso_enabled',
      data: { enabled: true, status: 'COMPLETED' },
    });
  });

  test('on is refused once every certificate has expired', async () => {
    const { organizationId, staff } = await createSsoOrganization(database.db);
    const ref = await makeCompleteConnection(staff, organizationId, { type: 'SAML' });
    const inTwoYears = contextFor(database.db, staff.actor, later(2 * 365 * 86_400));
    await expect(switchConnection(inTwoYears, { ...ref, enabled: true })).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});

describe('requiring SSO', () => {
  async function verifyDomain(organizationId: string) {
    const id = newId('domain');
    const rest = { type: 'ORGANIZATION_DOMAIN' as const, method: 'ADMIN' as const, txtSecret: 'x' };
    await database.db.domain.create({
      data: { id, organizationId, domain: `${id}.example.com`, ...rest, verifiedAt: later(0) },
    });
  }

  test('needs a connection that is on and a verified domain, and keeps the last one on', async () => {
    const { organizationId, staff } = await createSsoOrganization(database.db);
    const enforce = (required: boolean) => enforceSso(staff, { organizationId, required });
    await expect(enforce(true)).rejects.toMatchObject({ message: expect.stringMatching(/connection/) });
    const ref = await makeCompleteConnection(staff, organizationId, { enabled: true });
    await expect(enforce(true)).rejects.toMatchObject({ message: expect.stringMatching(/domain/) });
    await verifyDomain(organizationId);
    await enforce(true);
    await expect(switchConnection(staff, { ...ref, enabled: false })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(deleteConnection(staff, ref)).rejects.toMatchObject({ code: 'conflict' });
    await makeCompleteConnection(staff, organizationId, { enabled: true });
    await switchConnection(staff, { ...ref, enabled: false });
    await enforce(false);
    const audit = await database.db.auditEvent.findMany({
      where: { organizationId, action: 'organization.updated' },
    });
    expect(audit.map(({ changes }) => changes)).toMatchObject([
      { after: { ssoRequired: true } },
      { after: { ssoRequired: false } },
    ]);
  });

  test('and two connections switched off at once leave one on', async () => {
    const { organizationId, staff } = await createSsoOrganization(database.db);
    const refs = [
      await makeCompleteConnection(staff, organizationId, { enabled: true }),
      await makeCompleteConnection(staff, organizationId, { enabled: true }),
    ];
    await verifyDomain(organizationId);
    await enforceSso(staff, { organizationId, required: true });
    const results = await Promise.allSettled(
      refs.map((ref) => switchConnection(staff, { ...ref, enabled: false })),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('deleting a connection', () => {
  test('ends the sessions of logins by it, forgets whom it knew, and says so before and after', async () => {
    const { organizationId, staff } = await createSsoOrganization(database.db);
    const ref = await makeCompleteConnection(staff, organizationId);
    const { connectionId } = ref;
    const { actor } = await createMember(database.db, organizationId);
    const { userId, email } = actor;
    const byIt = await createSession(database.db, userId, organizationId);
    const otherwise = await createSession(database.db, userId, organizationId);
    await database.db.session.update({ where: { id: byIt }, data: { connectionId } });
    await database.db.identity.create({ data: { connectionId, subject: '1', userId, email } });
    const receipt = { sessionsEnded: 1, identitiesForgotten: 1 };
    expect(await describeConnectionEnding(staff, ref)).toEqual(receipt);
    expect(await deleteConnection(staff, ref)).toEqual(receipt);
    const left = await database.db.session.findMany({ where: { userId }, select: { id: true } });
    expect(left).toEqual([{ id: otherwise }]);
    expect(await database.db.membership.count({ where: { userId, status: 'ACTIVE' } })).toBe(1);
    await expect(getConnection(staff, ref)).rejects.toMatchObject({ code: 'not_found' });
    expect((await eventsOf(organizationId)).at(-1)).toMatchObject({
      type: 'organization.sso_deleted',
      data: { id: connectionId },
    });
  });

  test('is refused to support staff', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    const ref = { organizationId, connectionId: newId('connection') };
    await expect(deleteConnection(staff, ref)).rejects.toMatchObject({ code: 'forbidden' });
  });
});
