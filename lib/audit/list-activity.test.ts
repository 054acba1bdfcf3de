import { beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '@/lib/authz/context';
import { useDatabase } from '@/tests/database';
import { createMember } from '@/tests/factories/members';
import { contextFor, createStaff, createTestOrganization, memberRoleId } from '@/tests/factories/world';
import { listActivitySchema } from './activity.schema';
import type { AuditAction } from './audit-event';
import { exportActivity } from './export-activity';
import { listActivity } from './list-activity';
import { recordAudit } from './record';

const database = useDatabase();
let organizationId: string;
let otherId: string;
let admin: Ctx;
let support: Ctx;

/** One event of an organization (or of the workspace) about `email`, at noon of a day in November. */
function record(day: number, action: AuditAction, email: string, where: string | null = organizationId) {
  const now = new Date(Date.UTC(2026, 10, day, 12));
  const target = { kind: 'membership', id: `mem_100000000000000000${day % 10}`, name: email } as const;
  const ctx = day % 2 ? admin : support;
  // What it is about was never there.
  return recordAudit(database.db, { ...ctx, now }, { action, organizationId: where, target, eventData: {} });
}

beforeAll(async () => {
  ({ organizationId } = await createTestOrganization(database.db, 'Acme'));
  ({ organizationId: otherId } = await createTestOrganization(database.db, 'Bolt'));
  await database.db.auditEvent.deleteMany();
  admin = contextFor(database.db, (await createMember(database.db, organizationId)).actor);
  support = contextFor(database.db, await createStaff(database.db));
  await record(1, 'invitation.created', 'Ada@example.com');
  await record(2, 'invitation.created', 'bob@example.com');
  await record(3, 'invitation.accepted', 'Ada@example.com');
  await record(4, 'membership.removed', 'bob@example.com');
  await record(5, 'invitation.created', 'eve@example.com', otherId);
  await record(6, 'workspace.updated', 'Acme Cloud', null);
});

function list(input: object, ctx = admin, size?: number) {
  return listActivity(ctx, listActivitySchema.parse({ organizationId, ...input }), size);
}

/** The days of what is shown. */
async function days(input: object, ctx = admin) {
  return (await list(input, ctx)).rows.map((row) => row.at.getUTCDate());
}

describe('the activity', () => {
  test('of an organization is its own alone, newest first, with everything that was recorded', async () => {
    expect(await days({})).toEqual([4, 3, 2, 1]);
    expect((await list({})).rows[1]).toMatchObject({
      organizationId,
      organizationName: 'Acme',
      action: 'invitation.accepted',
      actorKind: 'user',
      actorName: admin.actor.kind === 'user' ? admin.actor.name : '',
      targetKind: 'membership',
      targetName: 'Ada@example.com',
      changes: {},
      ip: '127.0.0.1',
    });
  });

  test('of the workspace is everything, for staff only', async () => {
    expect(await days({ organizationId: null }, support)).toEqual([6, 5, 4, 3, 2, 1]);
    await expect(list({ organizationId: null })).rejects.toMatchObject({ code: 'forbidden' });
  });

  test.each([
    [{ actions: ['invitation.created'] }, [2, 1]],
    [{ actions: ['membership.removed', 'invitation.accepted', 'invitation.accepted'] }, [4, 3]],
    [{ actions: ['no.such'] }, [4, 3, 2, 1]],
    [{ target: 'ADA@' }, [3, 1]],
    [{ target: 'bob', actions: ['invitation.created'] }, [2]],
    [{ target: 'mem_1000000000000000003' }, [3]],
    [{ target: '%' }, []],
    [{ from: '2026-11-02', to: '2026-11-03' }, [3, 2]],
    [{ from: '2026-11-02T12:00:00Z', to: '2026-11-03T12:00:00Z' }, [2]],
    [{ from: 'yesterday', to: '1999-12-31' }, []],
    [{ from: '1999-12-31', to: '2999-12-31' }, [4, 3, 2, 1]],
  ])('filtered by %j shows the days %j', async (filter, expected) => {
    expect(await days(filter)).toEqual(expected);
  });

  test('is filtered by who did it', async () => {
    const actorId = support.actor.kind === 'user' ? support.actor.userId : '';
    expect(await days({ actorId })).toEqual([4, 2]);
  });

  test.each([[{}], [{ actions: ['invitation.created', 'invitation.accepted', 'membership.removed'] }]])(
    'pages forwards and back with the filter %j',
    async (filter) => {
      const first = await list(filter, admin, 3);
      const second = await list({ ...filter, cursor: first.next }, admin, 3);
      expect(second.rows.map((row) => row.at.getUTCDate())).toEqual([1]);
      expect([first.previous, second.next]).toEqual([null, null]);
      expect(await list({ ...filter, cursor: second.previous }, admin, 3)).toEqual(first);
    },
  );

  test('is not for strangers, nor for members without the right', async () => {
    const { actor } = await createMember(database.db, organizationId, { roleIds: [memberRoleId] });
    await expect(list({ organizationId: otherId })).rejects.toMatchObject({ code: 'not_found' });
    await expect(list({}, contextFor(database.db, actor))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(exportActivity(contextFor(database.db, actor), filterOf({})).next()).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('the export of the activity', () => {
  test('has every row of the filter once, in bounded pages', async () => {
    const { organizationId: busyId } = await createTestOrganization(database.db);
    await database.db.$executeRaw`
      insert into audit_events select 'aud_' || (1600000000000000000 + n), now(), ${busyId}, 'session.ended', 'system',
        null, 'Usher', 'session', 'ses_' || n, 'Session ' || n, '{}', null, 'req'
      from generate_series(1, 2500) n`;
    const filter = { organizationId: busyId, actions: ['session.ended'], target: 'session' };
    const pages: string[][] = [];
    for await (const rows of exportActivity(support, filterOf(filter)))
      pages.push(rows.map((row) => row.targetName));
    expect(pages.map((page) => page.length)).toEqual([1000, 1000, 500]);
    expect(new Set(pages.flat()).size).toBe(2500);
    expect(pages[0]?.[0]).toBe('Session 2500');
  });
});

function filterOf(input: object) {
  return listActivitySchema.parse({ organizationId, ...input });
}

test('the history of an application is found by its id, whatever it was called and who chose the id', async () => {
  const { organizationId: own } = await createTestOrganization(database.db);
  for (const [id, name] of [
    ['my-app', 'Shop'],
    ['my-app', 'Store'],
    ['other', 'My-App-Two'],
  ] as const) {
    const target = { kind: 'application', id, name } as const;
    await recordAudit(database.db, support, { action: 'client.updated', organizationId: own, target });
  }
  const { rows } = await list({ organizationId: own, target: 'my-app' }, support);
  expect(rows.map(({ targetName }) => targetName)).toEqual(['My-App-Two', 'Store', 'Shop']);
});
