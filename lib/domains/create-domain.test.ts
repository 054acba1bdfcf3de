import { beforeEach, describe, expect, test } from 'vitest';
import type { Ctx } from '@/lib/authz/context';
import { useDatabase } from '@/tests/database';
import { addDomain, createDomainAdmin, freshDomain, portalFor } from '@/tests/factories/domains';
import { programFor } from '@/tests/factories/programs';
import { codesOf } from '@/tests/factories/refusals';
import { contextFor, createStaff, createTestOrganization, later, testNow } from '@/tests/factories/world';
import { assignDomain } from './assign-domain';
import { deleteDomain } from './delete-domain';
import { getDomain } from './get-domain';
import { listDomains } from './list-domains';

const database = useDatabase();
let organizationId: string;
let otherId: string;
let admin: Ctx;
let program: Ctx;

beforeEach(async () => {
  ({ organizationId } = await createTestOrganization(database.db));
  ({ organizationId: otherId } = await createTestOrganization(database.db, 'Other'));
  admin = await createDomainAdmin(database.db, organizationId);
  program = programFor(database.db);
});

describe('adding a domain', () => {
  test('by staff or a program is vouching: it is verified at once, without a record', async () => {
    const staff = contextFor(database.db, await createStaff(database.db, 'ADMIN'));
    for (const ctx of [staff, program]) {
      const made = await addDomain(ctx, organizationId);
      expect(made).toMatchObject({ state: 'verified', method: 'ADMIN', record: null, verifiedAt: testNow });
      expect(await getDomain(ctx, { organizationId, domainId: made.id })).toEqual(made);
      const audit = await database.db.auditEvent.findMany({ where: { targetId: made.id } });
      expect(audit).toMatchObject([
        {
          action: 'domain.created',
          organizationId,
          targetName: made.domain,
          changes: { after: { type: 'ORGANIZATION_DOMAIN', verified: true } },
        },
      ]);
    }
  });

  test('by an admin of the organization or a set-up link waits for a record that nobody can guess', async () => {
    const portal = portalFor(database.db, organizationId);
    const made = await Promise.all([addDomain(admin, organizationId), addDomain(portal, organizationId)]);
    for (const one of made)
      expect(one).toMatchObject({
        state: 'pending',
        method: 'DNS',
        verifiedAt: null,
        record: {
          name: `_usher-challenge.${one.domain}`,
          value: expect.stringMatching(/^usher-domain-verification=[\w-]{32}$/),
        },
        nextCheckAt: later(60),
      });
    expect(made[0]?.record?.value).not.toBe(made[1]?.record?.value);
  });

  test('tells the application, with what the API shows', async () => {
    const { id, domain, record } = await addDomain(admin, organizationId);
    const events = await database.db.event.findMany({
      where: { organizationId, type: { contains: 'domain' } },
    });
    expect(events).toMatchObject([
      {
        type: 'organization.domain_created',
        data: {
          id,
          domain,
          organization_id: organizationId,
          environment_id: expect.stringMatching(/^env_/),
          domain_type: 'ORGANIZATION_DOMAIN',
          verification_method: 'DNS',
          verification_status: 'PENDING',
          txt_record_key: record?.name,
          txt_record_secret: record?.value,
        },
      },
    ]);
  });

  test.each(['ORGANIZATION_DOMAIN', 'ALLOWED_EMAIL_DOMAIN'] as const)(
    'of a mail provider is refused, for %s too, whoever asks',
    async (type) => {
      for (const domain of ['gmail.com', 'GMX.de', 'mailinator.com', 'anything.mailinator.com'])
        for (const ctx of [program, admin])
          await expect(addDomain(ctx, organizationId, { domain, type })).rejects.toMatchObject({
            code: 'invalid_input',
            fields: { domain: expect.any(String) },
          });
    },
  );

  test('twice is refused, but one domain may serve both purposes', async () => {
    const domain = freshDomain();
    await addDomain(program, organizationId, { domain });
    const again = addDomain(program, organizationId, { domain: domain.toUpperCase() });
    await expect(again).rejects.toMatchObject({
      fields: { domain: 'The organization has this domain already.' },
    });
    await addDomain(program, organizationId, { domain, type: 'ALLOWED_EMAIL_DOMAIN' });
    expect(await listDomains(program, { organizationId })).toHaveLength(2);
    const type = 'ALLOWED_EMAIL_DOMAIN';
    expect(await listDomains(program, { organizationId, type })).toMatchObject([{ domain, type }]);
  });

  test('is refused to whoever may not, and to strangers like one that is not there', async () => {
    const support = contextFor(database.db, await createStaff(database.db, 'SUPPORT'));
    await expect(addDomain(support, organizationId)).rejects.toMatchObject({ code: 'forbidden' });
    for (const ctx of [admin, portalFor(database.db, organizationId)])
      await expect(addDomain(ctx, otherId)).rejects.toMatchObject({ code: 'not_found' });
    await expect(addDomain(program, 'org_1000000000000000009')).rejects.toMatchObject({ code: 'not_found' });
  });

  test('has an end: thirty an hour for an admin, a hundred in all', async () => {
    for (let count = 0; count < 30; count += 1) await addDomain(admin, organizationId);
    await expect(addDomain(admin, organizationId)).rejects.toMatchObject({ code: 'rate_limited' });
    for (let count = 30; count < 100; count += 1) await addDomain(program, organizationId);
    await expect(addDomain(program, organizationId)).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('two organizations and one domain (threat 21)', () => {
  test('one gets it when staff vouch for both at the same time, and the other does not hear whose it is', async () => {
    const domain = freshDomain();
    const results = await Promise.allSettled(
      [organizationId, otherId, organizationId, otherId].map((id) => addDomain(program, id, { domain })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(codesOf(results)).toEqual(['invalid_input', 'invalid_input', 'invalid_input']);
    const verified = await database.db.domain.findMany({ where: { domain } });
    expect(verified).toHaveLength(1);
    const loser = verified[0]?.organizationId === organizationId ? otherId : organizationId;
    await expect(addDomain(program, loser, { domain })).rejects.toMatchObject({
      message: 'This domain belongs to another organization already.',
    });
  });

  test('an unproven claim keeps nobody from it, and does not tell whether it is taken', async () => {
    const domain = freshDomain();
    await addDomain(admin, organizationId, { domain });
    expect(await addDomain(program, otherId, { domain })).toMatchObject({ state: 'verified' });
    const { organizationId: thirdId } = await createTestOrganization(database.db, 'Third');
    const claim = await addDomain(portalFor(database.db, thirdId), thirdId, { domain });
    expect(claim).toMatchObject({ state: 'pending', verifiedAt: null });
  });
});

describe('a domain', () => {
  test('of another organization is answered like one that is not there', async () => {
    const { id } = await addDomain(program, otherId);
    const missing = 'dom_1000000000000000009';
    for (const domainId of [id, missing]) {
      const refusal = { code: 'not_found', message: 'There is no such domain.' };
      await expect(getDomain(admin, { organizationId, domainId })).rejects.toMatchObject(refusal);
      await expect(deleteDomain(admin, { organizationId, domainId })).rejects.toMatchObject(refusal);
      const assigned = assignDomain(admin, { organizationId, domainId, connectionId: null });
      await expect(assigned).rejects.toMatchObject(refusal);
    }
    expect(await database.db.domain.count({ where: { id } })).toBe(1);
  });

  test('is logged in by a connection of its own organization only', async () => {
    const connection = (id: string, owner: string) =>
      database.db.connection.create({
        data: {
          id,
          organizationId: owner,
          type: 'OIDC',
          provider: 'OKTA',
          createdAt: testNow,
          updatedAt: testNow,
        },
      });
    const own = (await connection('conn_1000000000000000001', organizationId)).id;
    const foreign = (await connection('conn_1000000000000000002', otherId)).id;
    const { id: domainId } = await addDomain(program, organizationId, { connectionId: own });
    const refusal = { fields: { connectionId: 'There is no such connection.' } };
    await expect(addDomain(program, organizationId, { connectionId: foreign })).rejects.toMatchObject(
      refusal,
    );
    const ref = { organizationId, domainId };
    await expect(assignDomain(admin, { ...ref, connectionId: foreign })).rejects.toMatchObject(refusal);
    expect(await assignDomain(admin, { ...ref, connectionId: null })).toMatchObject({ connectionId: null });
    expect(await assignDomain(admin, { ...ref, connectionId: own })).toMatchObject({ connectionId: own });
    const audit = await database.db.auditEvent.findMany({
      where: { targetId: domainId, action: 'domain.updated' },
    });
    expect(audit.map(({ changes }) => changes)).toEqual([
      { before: { connection: own }, after: { connection: null } },
      { before: { connection: null }, after: { connection: own } },
    ]);
    const allowed = await addDomain(program, organizationId, { type: 'ALLOWED_EMAIL_DOMAIN' });
    const assigned = assignDomain(admin, { organizationId, domainId: allowed.id, connectionId: own });
    await expect(assigned).rejects.toMatchObject({ code: 'invalid_input' });
  });

  test('is deleted with what it says, and told of', async () => {
    const { id: domainId, domain } = await addDomain(program, organizationId);
    await deleteDomain(admin, { organizationId, domainId });
    expect(await listDomains(admin, { organizationId })).toEqual([]);
    const events = await database.db.event.findMany({
      where: { organizationId, type: 'organization.domain_deleted' },
    });
    expect(events).toMatchObject([{ data: { id: domainId, domain, verification_status: 'VERIFIED' } }]);
    expect(await addDomain(program, otherId, { domain })).toMatchObject({ state: 'verified' });
  });

  test('stays when it is the last one by which members who must use SSO log in, also of two at the same time', async () => {
    const made = [await addDomain(program, organizationId), await addDomain(program, organizationId)];
    await addDomain(program, organizationId, { type: 'ALLOWED_EMAIL_DOMAIN' });
    await database.db.organization.update({ where: { id: organizationId }, data: { ssoRequired: true } });
    const results = await Promise.allSettled(
      made.map(({ id }) => deleteDomain(admin, { organizationId, domainId: id })),
    );
    expect(codesOf(results)).toEqual(['conflict']);
    expect(await listDomains(admin, { organizationId, type: 'ORGANIZATION_DOMAIN' })).toHaveLength(1);
  });
});
