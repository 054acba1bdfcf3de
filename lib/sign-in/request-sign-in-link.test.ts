import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { createPerson } from '@/tests/factories/members';
import { contextFor, freshEmail, later } from '@/tests/factories/world';
import { mailSignInLink } from './mail-sign-in-link';
import { requestSignInLink } from './request-sign-in-link';
import { requestSignInLinkSchema } from './sign-in.schema';

const database = useDatabase();

function request(email: string, { ip = randomUUID() as string, seconds = 0, returnTo = '' } = {}) {
  const ctx = { ...contextFor(database.db, undefined, later(seconds)), ip };
  return requestSignInLink(ctx, requestSignInLinkSchema.parse({ email, returnTo }));
}

async function mailsTo(toAddress: string) {
  return database.db.mailMessage.findMany({ where: { toAddress } });
}

describe('asking for a sign-in link', () => {
  test('mails one to the stored address, good for fifteen minutes, without its token', async () => {
    const person = await createPerson(database.db);
    const email = person.email.replace('person', 'Person');
    await database.db.user.update({ where: { id: person.userId }, data: { email } });
    await request(` ${person.email.toUpperCase()} `, { returnTo: '/me' });
    const link = await database.db.signInLink.findFirstOrThrow({ where: { userId: person.userId } });
    expect(link).toMatchObject({
      returnTo: '/me',
      expiresAt: later(900),
      consumedAt: null,
      invitationId: null,
    });
    const [mail, ...more] = await mailsTo(email);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({
      kind: 'sign_in_link',
      idempotencyKey: `sign-in/${link.id}`,
      organizationId: null,
    });
    expect(mail?.content).toMatchObject({ linkId: link.id, expiresAt: later(900).toISOString() });
    expect(JSON.stringify([link, mail])).not.toMatch(/[0-9]{19}\.[\w-]{43}/);
    const jobs = await database.db.$queryRaw`
      select payload from graphile_worker._private_jobs where payload->>'mailId' = ${mail?.id}`;
    expect(jobs).toEqual([{ payload: { mailId: mail?.id } }]);
  });

  test('as somebody unknown is answered the same, with no mail and no user', async () => {
    const email = freshEmail('stranger');
    const person = await createPerson(database.db);
    expect(await request(email)).toBe(await request(person.email));
    expect(await mailsTo(email)).toEqual([]);
    expect(await database.db.user.count({ where: { emailKey: email } })).toBe(0);
  });

  test('is not answered sooner for an address that nobody has', async () => {
    const began = performance.now();
    await request(freshEmail('stranger'));
    expect(performance.now() - began).toBeGreaterThan(140);
  });

  test('remembers no way to another host', async () => {
    const person = await createPerson(database.db);
    await request(person.email, { returnTo: '//evil.example/x' });
    expect(await database.db.signInLink.findFirst({ where: { userId: person.userId } })).toMatchObject({
      returnTo: null,
    });
  });

  test('sends nothing, and fails on nothing, for a person who is deleted at that moment', async () => {
    const person = { userId: 'usr_1000000000000000009', email: freshEmail() };
    await database.db.$transaction((tx) => mailSignInLink(tx, contextFor(database.db), person));
    expect(await mailsTo(person.email)).toEqual([]);
  });
});

describe('asking too often', () => {
  test.each([
    ['somebody known', async () => (await createPerson(database.db)).email],
    ['somebody unknown', async () => freshEmail('stranger')],
  ])(
    'as %s is refused after five times a quarter of an hour, from wherever, with a time to retry',
    async (_, make) => {
      const email = await make();
      for (let count = 0; count < 5; count += 1) await request(count % 2 ? email : email.toUpperCase());
      const refusal = { code: 'rate_limited', retryAfterSeconds: 890 };
      await expect(request(email, { seconds: 10 })).rejects.toMatchObject(refusal);
      await expect(request(email, { seconds: 900 })).resolves.toBeUndefined();
    },
  );

  test('from one network address is refused after thirty times, for whomever', async () => {
    const ip = randomUUID();
    await Promise.all(Array.from({ length: 30 }, () => request(freshEmail(), { ip })));
    await expect(request(freshEmail(), { ip })).rejects.toMatchObject({ code: 'rate_limited' });
    await expect(request(freshEmail())).resolves.toBeUndefined();
  });
});
