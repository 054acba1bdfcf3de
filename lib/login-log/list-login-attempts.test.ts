import { beforeAll, describe, expect, test } from 'vitest';
import { presentReference } from '@/components/logins/login-words';
import type { Ctx, PortalActor } from '@/lib/authz/context';
import { useDatabase } from '@/tests/database';
import { createMember } from '@/tests/factories/members';
import { contextFor, createStaff, createTestOrganization, memberRoleId } from '@/tests/factories/world';
import { exportLoginAttempts } from './export-login-attempts';
import { getLoginAttempt } from './get-login-attempt';
import { countLoginAttempts, listLoginAttempts } from './list-login-attempts';
import { loginCsvHead, loginCsvLines } from './login-csv';
import { listLoginAttemptsSchema } from './login-log.schema';
import { beginLoginAttempt, endLoginAttempt, type NewLoginAttempt } from './record-login-attempt';

const database = useDatabase();
const connectionId = 'conn_1000000000000000001';
let organizationId: string;
let otherId: string;
let admin: Ctx;
let support: Ctx;

const noon = (day: number) => new Date(Date.UTC(2026, 10, day, 12));

/** One attempt at noon of a day in November, which ends as told or not at all. */
async function record(day: number, attempt: NewLoginAttempt, end?: 'success' | 'failure') {
  const ctx = { ...contextFor(database.db, undefined, noon(day)), ip: '192.0.2.7', userAgent: 'Browser' };
  const ref = await beginLoginAttempt(database.db, ctx, attempt);
  const failure = end === 'failure' ? { step: 'audience', reason: '=Meant for "another".' } : null;
  if (end) await endLoginAttempt(database.db, ctx, { attemptId: ref.id, failure });
  return ref;
}

beforeAll(async () => {
  ({ organizationId } = await createTestOrganization(database.db, 'Acme'));
  ({ organizationId: otherId } = await createTestOrganization(database.db, 'Bolt'));
  const data = {
    id: connectionId,
    organizationId,
    type: 'SAML',
    provider: 'OKTA',
    name: 'Acme SSO',
  } as const;
  await database.db.connection.create({ data });
  const asAdmin = (await createMember(database.db, organizationId)).actor;
  admin = contextFor(database.db, asAdmin, noon(7));
  support = contextFor(database.db, await createStaff(database.db), noon(7));
  const sso = { method: 'sso', organizationId, connectionId } as const;
  await record(1, { method: 'invitation', organizationId, email: 'Ada@example.com' }, 'success');
  await record(2, { ...sso, email: 'ada@example.com', steps: [{ name: 'signature' }] }, 'failure');
  await record(3, { ...sso, email: 'bob@example.com' }, 'success');
  await record(4, { ...sso });
  await record(5, { method: 'email_link', organizationId: otherId, email: 'eve@example.com' }, 'success');
  await record(6, { method: 'email_link', email: 'ada@example.com' });
  await record(7, { method: 'email_link', organizationId, email: 'bob@example.com' });
});

const parse = (input: object) => listLoginAttemptsSchema.parse({ organizationId, ...input });

/** The days of what is shown. */
async function days(input: object, ctx = admin) {
  return (await listLoginAttempts(ctx, parse(input))).rows.map((row) => row.at.getUTCDate());
}

function portal(of = organizationId): Ctx {
  const features = new Set(['sso'] as const);
  const rest = { linkId: 'plk_1', grantable: 'all', name: 'IT admin' } as const;
  const actor: PortalActor = { kind: 'portal', organizationId: of, features, ...rest };
  return contextFor(database.db, actor, noon(7));
}

describe('the login log', () => {
  test('of an organization is its own alone, newest first, with everything that was recorded', async () => {
    expect(await days({})).toEqual([7, 4, 3, 2, 1]);
    expect((await listLoginAttempts(admin, parse({}))).rows[3]).toMatchObject({
      state: 'failure',
      method: 'sso',
      email: 'ada@example.com',
      organizationName: 'Acme',
      connection: { name: 'Acme SSO', provider: 'OKTA', type: 'SAML' },
      failedStep: 'audience',
      reason: '=Meant for "another".',
      ip: '192.0.2.7',
    });
  });

  test('of the workspace is for staff, and nobody else', async () => {
    expect(await days({ organizationId: null }, support)).toEqual([7, 6, 5, 4, 3, 2, 1]);
    await expect(days({ organizationId: null })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(days({ organizationId: otherId })).rejects.toMatchObject({ code: 'not_found' });
    const member = await createMember(database.db, organizationId, { roleIds: [memberRoleId] });
    const asMember = contextFor(database.db, member.actor);
    await expect(days({}, asMember)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(days({}, contextFor(database.db))).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  test('shows who came by a set-up link what went through connections, of that organization alone', async () => {
    expect(await days({}, portal())).toEqual([4, 3, 2]);
    expect(await countLoginAttempts(portal(), parse({}))).toBe(3);
    await expect(days({}, portal(otherId))).rejects.toMatchObject({ code: 'not_found' });
    await expect(days({ organizationId: null }, portal())).rejects.toMatchObject({ code: 'not_found' });
  });

  test.each([
    [{ states: ['failure'] }, [2]],
    [{ states: ['pending'] }, [7]],
    [{ states: ['abandoned'] }, [4]],
    [{ states: ['success', 'failure'] }, [3, 2, 1]],
    [{ methods: ['sso'] }, [4, 3, 2]],
    [{ methods: ['invitation', 'email_link'] }, [7, 1]],
    [{ connectionId }, [4, 3, 2]],
    [{ connectionId: 'conn_9' }, []],
    [{ search: 'ADA@example.com' }, [2, 1]],
    [{ search: 'bob' }, [7, 3]],
    [{ search: '%' }, []],
    [{ from: '2026-11-02', to: '2026-11-03' }, [3, 2]],
    [{ from: 'nonsense', states: ['nonsense'], cursor: 'nonsense' }, [7, 4, 3, 2, 1]],
  ])('with %j shows the days %j, and counts them', async (input, shown) => {
    expect(await days(input)).toEqual(shown);
    expect(await countLoginAttempts(admin, parse(input))).toBe(shown.length);
  });

  test('is searched by the reference that a person was told, in the organization and by staff everywhere', async () => {
    const { reference } = await record(1, { method: 'sso', organizationId: otherId }, 'failure');
    const typed = presentReference(reference).toLowerCase();
    expect(await days({ organizationId: null, search: typed }, support)).toEqual([1]);
    expect(await days({ search: typed })).toEqual([]);
  });

  test('comes in pages without gaps, to the end and back', async () => {
    const pageAt = (cursor: string | null) => listLoginAttempts(admin, parse({ cursor }), 2);
    const first = await pageAt(null);
    const second = await pageAt(first.next);
    const third = await pageAt(second.next);
    const shown = [first, second, third].flatMap(({ rows }) => rows.map(({ at }) => at.getUTCDate()));
    expect(shown).toEqual([7, 4, 3, 2, 1]);
    expect(third.next).toBeNull();
    expect((await pageAt(third.previous)).rows).toEqual(second.rows);
  });

  test('finds refused logins of an organization by their own index', async () => {
    const plan = await database.db.$transaction(async (tx) => {
      await tx.$executeRaw`set local enable_seqscan = off`;
      return tx.$queryRaw<Record<string, string>[]>`explain select * from login_attempts l
        where l.organization_id = ${organizationId} and (l.failed_step is not null)
        order by l.created_at desc, l.id desc limit 51`;
    });
    expect(JSON.stringify(plan)).toContain('login_attempts_refused_by_organization');
  });
});

describe('one attempt', () => {
  test('is shown with its steps in order, to whoever may see the log', async () => {
    const [row] = (await listLoginAttempts(admin, parse({ states: ['failure'] }))).rows;
    const ref = { organizationId, attemptId: row?.id ?? '' };
    for (const ctx of [admin, support, portal()]) {
      expect(await getLoginAttempt(ctx, ref)).toMatchObject({
        ...row,
        userAgent: 'Browser',
        steps: [{ name: 'signature' }, { name: 'audience', note: '=Meant for "another".' }],
      });
    }
    expect(await getLoginAttempt(support, { ...ref, organizationId: null })).toMatchObject({ id: row?.id });
  });

  test('of another organization, of none, or beside a connection for a set-up link, is missing', async () => {
    const [foreign] = (await listLoginAttempts(support, parse({ organizationId: otherId }))).rows;
    const [invited] = (await listLoginAttempts(admin, parse({ methods: ['invitation'] }))).rows;
    const get = (ctx: Ctx, attemptId = '', where: string | null = organizationId) =>
      getLoginAttempt(ctx, { organizationId: where, attemptId });
    await expect(get(admin, foreign?.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(get(admin, 'areq_1')).rejects.toMatchObject({ code: 'not_found' });
    await expect(get(portal(), invited?.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(get(admin, invited?.id, null)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

test('an export holds what the list shows, and no formula', async () => {
  const pages: string[] = [];
  for await (const rows of exportLoginAttempts(admin, parse({ methods: ['sso'], states: ['failure'] })))
    pages.push(loginCsvLines(rows));
  const [line] = pages;
  expect(pages).toHaveLength(1);
  expect(line).toContain(
    `failure,ada@example.com,sso,Acme SSO,${connectionId},audience,"'=Meant for ""another""."`,
  );
  expect(line?.split(',').length).toBe(loginCsvHead().split(',').length);
});
