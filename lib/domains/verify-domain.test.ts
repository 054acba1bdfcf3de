import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Ctx } from '@/lib/authz/context';
import { systemContext } from '@/lib/authz/system-context';
import { useDatabase } from '@/tests/database';
import { addDomain, createDomainAdmin, freshDomain } from '@/tests/factories/domains';
import { programFor } from '@/tests/factories/programs';
import { contextFor, createStaff, createTestOrganization, later, testNow } from '@/tests/factories/world';
import { type DnsServer, startDnsServer } from '@/tests/fakes/dns-server';
import { checkDueDomains } from './check-due-domains';
import type { DomainRecord } from './domain-record';
import { getDomain } from './get-domain';
import { verifyDomain } from './verify-domain';

const database = useDatabase();
const week = 7 * 86_400;
let dns: DnsServer;
let organizationId: string;
let admin: Ctx;

beforeAll(async () => {
  dns = await startDnsServer();
  process.env.USHER_DNS_SERVERS = dns.address;
});
afterAll(() => dns.stop());
beforeEach(async () => {
  ({ organizationId } = await createTestOrganization(database.db));
  admin = await createDomainAdmin(database.db, organizationId);
});

const at = (ctx: Ctx, seconds: number): Ctx => ({ ...ctx, now: later(seconds) });
const worker = (seconds: number) => checkDueDomains(systemContext(database.db, 'test', later(seconds)));
const refOf = ({ id, organizationId: owner }: DomainRecord) => ({ organizationId: owner, domainId: id });
const read = (domain: DomainRecord, seconds = 0) =>
  getDomain(at(programFor(database.db), seconds), refOf(domain));

function publish({ record }: DomainRecord) {
  dns.setTxt(record?.name ?? '', 'v=spf1 -all', record?.value ?? '');
}

function actionsOf({ id }: DomainRecord) {
  return database.db.auditEvent
    .findMany({ where: { targetId: id }, orderBy: { id: 'asc' }, select: { action: true, actorKind: true } })
    .then((rows) => rows.map(({ action, actorKind }) => `${action} by ${actorKind}`));
}

describe('Verify now', () => {
  test('verifies when the record is there, once, and tells the application', async () => {
    const domain = await addDomain(admin, organizationId);
    expect(await verifyDomain(admin, refOf(domain))).toMatchObject({
      state: 'pending',
      checkedAt: testNow,
      checkResult: `There is no TXT record at _usher-challenge.${domain.domain}.`,
    });
    publish(domain);
    const verified = { state: 'verified', verifiedAt: later(1), checkResult: 'The record is there.' };
    expect(await verifyDomain(at(admin, 1), refOf(domain))).toMatchObject(verified);
    expect(await verifyDomain(at(admin, 2), refOf(domain))).toMatchObject(verified);
    expect(await actionsOf(domain)).toEqual(['domain.created by user', 'domain.verified by user']);
    const events = await database.db.event.findMany({
      where: { organizationId, type: { contains: 'verified' } },
    });
    expect(events).toMatchObject([
      { type: 'organization.domain_verified', data: { verification_status: 'VERIFIED' } },
    ]);
  });

  test("is not deceived by another claim's record, one below or above, or a part of it (threat 21)", async () => {
    const name = freshDomain();
    const { organizationId: otherId } = await createTestOrganization(database.db, 'Other');
    const theirs = await addDomain(await createDomainAdmin(database.db, otherId), otherId, { domain: name });
    const ours = await addDomain(admin, organizationId, { domain: name });
    const value = ours.record?.value ?? '';
    dns.setTxt(name, value);
    dns.setTxt(`_usher-challenge.mail.${name}`, value);
    dns.setTxt(
      `_usher-challenge.${name}`,
      theirs.record?.value ?? '',
      value.slice(0, -1),
      `${value} `.repeat(2),
    );
    expect(await verifyDomain(admin, refOf(ours))).toMatchObject({ state: 'pending' });
    expect(await verifyDomain(at(admin, 0), refOf(ours))).toMatchObject({ verifiedAt: null });
  });

  test('of two organizations that both show the record gives it to the first alone', async () => {
    const name = freshDomain();
    const { organizationId: otherId } = await createTestOrganization(database.db, 'Other');
    const otherAdmin = await createDomainAdmin(database.db, otherId);
    const [ours, theirs] = [
      await addDomain(admin, organizationId, { domain: name }),
      await addDomain(otherAdmin, otherId, { domain: name }),
    ];
    dns.setTxt(`_usher-challenge.${name}`, ours.record?.value ?? '', theirs.record?.value ?? '');
    const results = await Promise.all([
      verifyDomain(admin, refOf(ours)),
      verifyDomain(otherAdmin, refOf(theirs)),
    ]);
    expect(results.map(({ state }) => state).sort()).toEqual(['pending', 'verified']);
    expect(results.find(({ state }) => state === 'pending')?.checkResult).toBe(
      'The record is there, but the domain belongs to another organization already.',
    );
  });

  test('is limited, and is not for support staff or strangers', async () => {
    const domain = await addDomain(admin, organizationId);
    for (let count = 0; count < 10; count += 1) await verifyDomain(admin, refOf(domain));
    await expect(verifyDomain(admin, refOf(domain))).rejects.toMatchObject({ code: 'rate_limited' });
    const support = contextFor(database.db, await createStaff(database.db));
    await expect(verifyDomain(support, refOf(domain))).rejects.toMatchObject({ code: 'forbidden' });
    const { organizationId: otherId } = await createTestOrganization(database.db, 'Other');
    const stranger = await createDomainAdmin(database.db, otherId);
    for (const owner of [organizationId, otherId])
      await expect(
        verifyDomain(stranger, { organizationId: owner, domainId: domain.id }),
      ).rejects.toMatchObject({ code: 'not_found' });
  });

  test('of a vouched domain asks nobody', async () => {
    const domain = await addDomain(programFor(database.db), organizationId);
    expect(await verifyDomain(admin, refOf(domain))).toMatchObject({ state: 'verified', checkedAt: null });
    expect(dns.asked(`_usher-challenge.${domain.domain}`)).toBe(0);
  });
});

describe('the worker', () => {
  test('finds the record by itself, at its turn and not before', async () => {
    const domain = await addDomain(admin, organizationId);
    publish(domain);
    await worker(59);
    expect(await read(domain)).toMatchObject({ state: 'pending', checkedAt: null });
    await worker(60);
    expect(await read(domain)).toMatchObject({ state: 'verified', verifiedAt: later(60) });
    expect(await actionsOf(domain)).toEqual(['domain.created by user', 'domain.verified by system']);
  });

  test('gives up after a week, until somebody asks again', async () => {
    const domain = await addDomain(admin, organizationId);
    await worker(week);
    expect(await read(domain, week)).toMatchObject({ state: 'failed', nextCheckAt: null });
    await worker(2 * week);
    expect(await read(domain, 2 * week)).toMatchObject({ checkedAt: later(week) });
    expect(await verifyDomain(at(admin, 3 * week), refOf(domain))).toMatchObject({
      state: 'pending',
      pollUntil: later(4 * week),
      nextCheckAt: later(3 * week + 60),
    });
    publish(domain);
    await worker(3 * week + 60);
    expect(await read(domain)).toMatchObject({ state: 'verified' });
  });

  test('of several processes looks each domain up once, with more of them than one takes at a time', async () => {
    const made = await Promise.all(Array.from({ length: 25 }, () => addDomain(admin, organizationId)));
    const counts = await Promise.all([worker(60), worker(60), worker(60)]);
    expect(counts.reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(25);
    expect(made.map(({ domain }) => dns.asked(`_usher-challenge.${domain}`))).toEqual(Array(25).fill(1));
  });
});

describe('a verified domain whose record goes (threat 21)', () => {
  async function verified(): Promise<DomainRecord> {
    const domain = await addDomain(admin, organizationId);
    publish(domain);
    return verifyDomain(admin, refOf(domain));
  }

  test('lapses at the third week without it, is told of once, and still counts', async () => {
    const domain = await verified();
    dns.setTxt(domain.record?.name ?? '');
    const states: string[] = [];
    for (const count of [1, 2, 3, 4]) {
      await worker(count * week);
      states.push((await read(domain)).state);
    }
    expect(states).toEqual(['verified', 'verified', 'lapsed', 'lapsed']);
    expect(await read(domain)).toMatchObject({ verifiedAt: testNow });
    expect((await actionsOf(domain)).slice(2)).toEqual(['domain.lapsed by system']);
    publish(domain);
    await worker(5 * week);
    expect(await read(domain)).toMatchObject({ state: 'verified' });
  });

  test('does not lapse by name servers that fail, nor by pressing Verify now', async () => {
    const domain = await verified();
    const name = domain.record?.name ?? '';
    dns.fail(name, 'SERVFAIL');
    for (const count of [1, 2, 3]) await worker(count * week);
    dns.setTxt(name);
    for (const seconds of [1, 2, 3]) await verifyDomain(at(admin, 3 * week + seconds), refOf(domain));
    expect(await read(domain)).toMatchObject({ state: 'verified' });
  });
});
