import { beforeEach, describe, expect, test } from 'vitest';
import type { Ctx } from '@/lib/authz/context';
import { systemContext } from '@/lib/authz/system-context';
import { useDatabase } from '@/tests/database';
import { addDomain, createDomainAdmin, freshDomain, portalFor } from '@/tests/factories/domains';
import { programFor } from '@/tests/factories/programs';
import { codesOf } from '@/tests/factories/refusals';
import { contextFor, createStaff, createTestOrganization, later, testNow } from '@/tests/factories/world';
import { startDnsServer } from '@/tests/fakes/dns-server';
import { checkDomain } from './check-domain';
import { checkDueDomains } from './check-due-domains';
import { type DomainRecord, requireDomain } from './domain-record';
import { getDomain } from './get-domain';
import { verifyDomain } from './verify-domain';
import { vouchForDomain } from './vouch-for-domain';

const database = useDatabase();
const week = 7 * 86_400;
let organizationId: string;
let otherId: string;
/** Of the customer. */
let admin: Ctx;
/** Of the vendor. */
let staff: Ctx;

beforeEach(async () => {
  ({ organizationId } = await createTestOrganization(database.db));
  ({ organizationId: otherId } = await createTestOrganization(database.db, 'Other'));
  admin = await createDomainAdmin(database.db, organizationId);
  staff = contextFor(database.db, await createStaff(database.db, 'ADMIN'));
});

const at = (ctx: Ctx, seconds: number): Ctx => ({ ...ctx, now: later(seconds) });
const refOf = ({ id, organizationId: owner }: DomainRecord) => ({ organizationId: owner, domainId: id });

function eventsOf(type: string) {
  return database.db.event.count({ where: { organizationId, type } });
}

describe('vouching for a domain', () => {
  test('that the customer added verifies it at once, without a record, and tells the application', async () => {
    const claim = await addDomain(admin, organizationId);
    const vouched = await vouchForDomain(at(staff, 5), refOf(claim));
    expect(vouched).toMatchObject({
      state: 'verified',
      method: 'ADMIN',
      record: null,
      verifiedAt: later(5),
      nextCheckAt: null,
    });
    expect(await getDomain(staff, refOf(claim))).toEqual(vouched);
    const audit = await database.db.auditEvent.findMany({
      where: { targetId: claim.id, action: 'domain.verified' },
    });
    expect(audit).toMatchObject([
      { organizationId, targetName: claim.domain, actorKind: 'user', changes: { after: { vouched: true } } },
    ]);
    expect(await eventsOf('organization.domain_verified')).toBe(1);
  });

  test('works after the week in which the record was looked for, too', async () => {
    const claim = await addDomain(admin, organizationId);
    const late = at(staff, week + 1);
    expect(await getDomain(late, refOf(claim))).toMatchObject({ state: 'failed' });
    expect(await vouchForDomain(late, refOf(claim))).toMatchObject({ state: 'verified', method: 'ADMIN' });
  });

  test('leaves a verified one as it is, and tells nobody twice', async () => {
    const own = await addDomain(admin, organizationId);
    const shown = { verifiedAt: testNow, nextCheckAt: later(week), pollUntil: null };
    await database.db.domain.update({ where: { id: own.id }, data: shown });
    expect(await vouchForDomain(staff, refOf(own))).toMatchObject({ method: 'DNS', ...shown });
    const claim = await addDomain(admin, organizationId);
    await Promise.all(Array.from({ length: 10 }, () => vouchForDomain(staff, refOf(claim))));
    expect(await eventsOf('organization.domain_verified')).toBe(1);
  });

  test('is for staff who may and for programs: no admin of a customer, no set-up link and no support', async () => {
    const claim = await addDomain(admin, organizationId);
    const support = contextFor(database.db, await createStaff(database.db, 'SUPPORT'));
    for (const ctx of [admin, support])
      await expect(vouchForDomain(ctx, refOf(claim))).rejects.toMatchObject({ code: 'forbidden' });
    const stranger = await createDomainAdmin(database.db, otherId);
    for (const ctx of [portalFor(database.db, organizationId), stranger])
      await expect(vouchForDomain(ctx, refOf(claim))).rejects.toMatchObject({ code: 'not_found' });
    const elsewhere = { ...refOf(claim), organizationId: otherId };
    await expect(vouchForDomain(staff, elsewhere)).rejects.toMatchObject({ code: 'not_found' });
    expect(await getDomain(staff, refOf(claim))).toMatchObject({ state: 'pending' });
    await vouchForDomain(programFor(database.db), refOf(claim));
    expect(await getDomain(staff, refOf(claim))).toMatchObject({ state: 'verified' });
  });

  test('for two organizations at the same time gives it to one, and the other keeps its claim (threat 21)', async () => {
    const domain = freshDomain();
    const claims = [
      await addDomain(admin, organizationId, { domain }),
      await addDomain(await createDomainAdmin(database.db, otherId), otherId, { domain }),
    ];
    const results = await Promise.allSettled(claims.map((claim) => vouchForDomain(staff, refOf(claim))));
    expect(codesOf(results)).toEqual(['invalid_input']);
    const states = await Promise.all(claims.map((claim) => getDomain(staff, refOf(claim))));
    expect(states.map(({ state }) => state).sort()).toEqual(['pending', 'verified']);
  });
});

describe('a vouched domain', () => {
  test('is not looked for any more, not even by a look that had begun before', async () => {
    const dns = await startDnsServer();
    process.env.USHER_DNS_SERVERS = dns.address;
    const claim = await addDomain(admin, organizationId);
    const begun = await requireDomain(admin, refOf(claim));
    const vouched = await vouchForDomain(staff, refOf(claim));
    for (const isAsked of [false, true])
      expect(await checkDomain(staff, { domain: begun, isAsked })).toEqual(vouched);
    const asked = dns.asked(`_usher-challenge.${claim.domain}`);
    expect(await verifyDomain(admin, refOf(claim))).toEqual(vouched);
    await checkDueDomains(systemContext(database.db, 'test', later(4 * week)));
    expect(dns.asked(`_usher-challenge.${claim.domain}`)).toBe(asked);
    expect(await getDomain(staff, refOf(claim))).toEqual(vouched);
    await dns.stop();
  });
});
