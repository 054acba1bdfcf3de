import { afterEach, describe, expect, test } from 'vitest';
import { can } from '@/lib/authz/authorize';
import type { Ctx, UserActor } from '@/lib/authz/context';
import { type Env, env } from '@/lib/env';
import { newId } from '@/lib/id';
import { useDatabase } from '@/tests/database';
import { invitePerson } from '@/tests/factories/mail';
import { contextFor, createStaff, freshEmail } from '@/tests/factories/world';
import { getMail } from './get-mail';
import { listMail } from './list-mail';
import { listMailbox } from './list-mailbox';
import type { MailState } from './mail';
import { listMailSchema } from './mail-list.schema';
import { recordMailOutcome } from './record-mail-outcome';

const database = useDatabase();
const shared = globalThis as { usherEnv?: Env };

afterEach(() => {
  delete shared.usherEnv;
});

async function staffContext(): Promise<Ctx> {
  return contextFor(database.db, await createStaff(database.db));
}

/** A message to `to` in `state`. */
async function createMail(to = freshEmail(), state: MailState = 'QUEUED'): Promise<string> {
  const { mailId } = await invitePerson(database.db);
  await database.db.mailMessage.update({ where: { id: mailId }, data: { toAddress: to, state } });
  return mailId;
}

async function search(input: Record<string, unknown>) {
  const page = await listMail(await staffContext(), listMailSchema.parse(input));
  return page.rows.map((row) => row.id);
}

describe('the list of messages', () => {
  test('shows the newest first, page by page, with their organization', async () => {
    const ids = [await createMail(), await createMail(), await createMail()].reverse();
    const staff = await staffContext();
    const first = await listMail(staff, listMailSchema.parse({}), 2);
    const second = await listMail(staff, listMailSchema.parse({ cursor: first.next }), 2);
    expect([...first.rows, ...second.rows].map((row) => row.id).slice(0, 3)).toEqual(ids);
    expect(first.rows[0]).toMatchObject({
      kind: 'invitation',
      organization: { name: 'Acme Robotics' },
      state: 'QUEUED',
    });
  });

  test('is filtered by state and kind', async () => {
    const bounced = await createMail(freshEmail(), 'BOUNCED');
    await createMail();
    expect(await search({ states: ['BOUNCED'] })).toEqual([bounced]);
    expect(await search({ states: ['BOUNCED'], kinds: ['sign_in_link'] })).toEqual([]);
    expect(await search({ states: 'nonsense', kinds: 7, cursor: {}, search: [] })).toContain(bounced);
  });

  test('finds an address by how it begins, whatever its case, and takes % and _ literally', async () => {
    const email = freshEmail('Needle_x');
    const found = await createMail(email);
    const { organizationId } = await database.db.mailMessage.findUniqueOrThrow({ where: { id: found } });
    expect(await search({ search: 'needle_X' })).toEqual([found]);
    expect(await search({ search: 'needle%' })).toEqual([]);
    expect(await search({ search: 'needleax' })).toEqual([]);
    expect(await search({ search: found })).toEqual([found]);
    expect(await search({ search: organizationId })).toEqual([found]);
    expect(await search({ search: 'a\0b' })).toEqual([]);
  });

  test('is refused to everyone but staff', async () => {
    const { organizations, ...rest } = await createStaff(database.db);
    const access = { membershipId: newId('membership'), permissions: new Set(['members:manage']) };
    const admin: UserActor = { ...rest, staffRole: null, organizations: new Map([['org_1', access]]) };
    expect([organizations.size, can(admin, 'mail.list')]).toEqual([0, false]);
    const refusal = listMail(contextFor(database.db, admin), listMailSchema.parse({}));
    await expect(refusal).rejects.toMatchObject({ code: 'forbidden' });
    await expect(getMail(contextFor(database.db), { mailId: 'msg_1' })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });
});

describe('one message', () => {
  test('shows its history from the beginning, and neither its text nor its link', async () => {
    const mailId = await createMail();
    const staff = await staffContext();
    const outcome = { kind: 'refused', reason: 'No.' } as const;
    await recordMailOutcome(staff, { mailId, outcome });
    const mail = await getMail(staff, { mailId });
    expect(mail.history.map((event) => [event.type, event.detail])).toEqual([
      ['queued', null],
      ['failed', 'No.'],
    ]);
    expect(mail.organization?.name).toBe('Acme Robotics');
    expect(JSON.stringify(mail)).not.toContain('/invite/');
  });

  test('that does not exist is not found', async () => {
    const missing = getMail(await staffContext(), { mailId: 'msg_1111111111111111111' });
    await expect(missing).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('the local mailbox', () => {
  test('holds what the worker kept, newest first, or what went to one address', async () => {
    const [first, second] = [freshEmail('first_one'), freshEmail('second')];
    const ids = [await createMail(first), await createMail(second), await createMail()];
    const visitor = contextFor(database.db);
    for (const mailId of ids.slice(0, 2)) {
      await recordMailOutcome(visitor, { mailId, outcome: { kind: 'kept' } });
    }
    const all = await listMailbox(visitor, {});
    expect(all.map((mail) => mail.to)).toEqual([second, first]);
    expect(all[0]?.links.action).toMatch(/^http:\/\/localhost:3000\/invite\/\d+\.1\./);
    expect((await listMailbox(visitor, { to: first.toUpperCase() })).map((mail) => mail.id)).toEqual([
      ids[0],
    ]);
    expect(await listMailbox(visitor, { to: first.replace('_', 'x') })).toEqual([]);
  });

  test.each([
    ['the visitor is elsewhere', {}, '192.0.2.7'],
    ['nobody knows where the visitor is', {}, null],
    ['the base URL is public', { baseUrl: new URL('https://usher.example.com') }, '127.0.0.1'],
    [
      'a provider is configured',
      { resend: { apiKey: 'k', from: 'a@example.com', baseUrl: 'http://127.0.0.1:1', webhookSecret: null } },
      '::1',
    ],
  ])('is not found when %s', async (_, changes, ip) => {
    shared.usherEnv = { ...env(), ...changes };
    const visitor = { ...contextFor(database.db), ip };
    await expect(listMailbox(visitor, {})).rejects.toMatchObject({ code: 'not_found' });
  });
});
