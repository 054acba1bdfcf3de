import { ScalekitClient } from '@scalekit-sdk/node';
import {
  PasswordlessType,
  TemplateType,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/auth/passwordless_pb.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderMail } from '@/emails/render';
import { createCredential } from '@/lib/applications/create-credential';
import { systemContext } from '@/lib/authz/system-context';
import { passwordlessCode } from '@/lib/links/passwordless-secret';
import { beginMailAttempt } from '@/lib/mail/begin-mail-attempt';
import type { MailContent } from '@/lib/mail/mail-content';
import { mailLinks } from '@/lib/mail/mail-links';
import { deleteExpiredPasswordless } from '@/lib/passwordless/delete-expired-passwordless';
import { useDatabase } from '@/tests/database';
import { contextFor, createStaff, freshEmail } from '@/tests/factories/world';
import { refusalOf } from '../refusals';
import type { RunningApi } from '../start-api';
import { startSdk } from '../start-sdk';

const database = useDatabase();
const linkUri = 'https://app.example.com/verify?from=mail';
let api: RunningApi;
let sdk: ScalekitClient;

beforeAll(async () => {
  ({ api, sdk } = await startSdk(database.url, { redirectUris: ['https://app.example.com/auth/callback'] }));
});
afterAll(() => api.stop());

type Options = Parameters<ScalekitClient['passwordless']['sendPasswordlessEmail']>[1];

async function send(options: Options = {}, email = freshEmail()) {
  const sent = await sdk.passwordless.sendPasswordlessEmail(email, options);
  return { email, ...sent, ...(await mailTo(email)) };
}

/** The last mail to an address, as its reader sees it, and its code and link token. */
async function mailTo(email: string) {
  const mail = await database.db.mailMessage.findFirstOrThrow({
    where: { toAddress: email },
    orderBy: { id: 'desc' },
  });
  const content = mail.content as unknown as MailContent;
  const letter = await renderMail(content, mailLinks(content));
  const code = /^[0-9]{6}$/m.exec(letter.text)?.[0] ?? '';
  const link = /^https:.*$/m.exec(letter.text)?.[0] ?? null;
  return { mail, letter, code, link };
}

const verify = (code: string, id: string) => sdk.passwordless.verifyPasswordlessEmail({ code }, id);
const wrong = { code: 'INVALID_ARGUMENT', message: expect.stringContaining('wrong, expired or used') };
const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('a code', () => {
  test('proves the mailbox once, and makes no user and no session', async () => {
    const users = await database.db.user.count();
    const { email, authRequestId, code, ...sent } = await send({
      template: TemplateType.SIGNUP,
      state: 'back to /start',
      expiresIn: 600,
    });
    expect(sent).toMatchObject({ expiresIn: 600, passwordlessType: PasswordlessType.OTP, link: null });
    expect(Number(sent.expiresAt) - Date.now() / 1000).toBeGreaterThan(590);
    expect(await verify(code, authRequestId)).toMatchObject({
      email,
      state: 'back to /start',
      template: TemplateType.SIGNUP,
      passwordlessType: PasswordlessType.OTP,
    });
    expect(await refusalOf(verify(code, authRequestId))).toMatchObject(wrong);
    expect(await database.db.user.count()).toBe(users);
    expect(await database.db.session.count()).toBe(0);
    const events = await database.db.auditEvent.findMany({
      where: { targetName: email },
      orderBy: { id: 'asc' },
    });
    expect(events.map(({ action, actorId }) => [action, actorId])).toEqual([
      ['passwordless.sent', api.clientId],
      ['passwordless.verified', api.clientId],
    ]);
  });

  test('is stored nowhere', async () => {
    const { authRequestId, code, link, mail } = await send({ magiclinkAuthUri: linkUri });
    const token = new URL(link ?? '').searchParams.get('link_token') ?? '';
    const jobs = await database.db.$queryRaw`select payload::text from graphile_worker._private_jobs`;
    const request = await database.db.passwordlessRequest.findUnique({ where: { id: authRequestId } });
    const events = await database.db.auditEvent.findMany();
    const stored = JSON.stringify([request, mail, jobs, events.map(({ changes }) => changes)]);
    expect(stored).not.toMatch(new RegExp(`"[^"]*\\b${code}\\b`));
    expect(stored).not.toContain(token);
  });

  test('is taken in five tries; after them even the right one is refused', async () => {
    const kept = await send();
    for (let count = 0; count < 4; count += 1)
      expect(await refusalOf(verify(other(kept.code), kept.authRequestId))).toMatchObject(wrong);
    expect((await verify(kept.code, kept.authRequestId)).email).toBe(kept.email);
    const lost = await send();
    for (let count = 0; count < 5; count += 1) await refusalOf(verify(other(lost.code), lost.authRequestId));
    expect(await refusalOf(verify(lost.code, lost.authRequestId))).toMatchObject(wrong);
  });

  test('guessed at many times at once takes five tries, too', async () => {
    const { authRequestId, code } = await send();
    const guesses = Array.from({ length: 50 }, (_, index) => String(index).padStart(6, '0'));
    const wrongGuesses = guesses.filter((guess) => guess !== code);
    await Promise.all(wrongGuesses.map((guess) => refusalOf(verify(guess, authRequestId))));
    const { tries } = await database.db.passwordlessRequest.findUniqueOrThrow({
      where: { id: authRequestId },
    });
    expect(tries).toBe(5);
    expect(await refusalOf(verify(code, authRequestId))).toMatchObject(wrong);
  });

  test('used fifty times at once is good for one', async () => {
    const { authRequestId, code } = await send();
    const calls = Array.from({ length: 50 }, () =>
      verify(code, authRequestId).then(
        () => true,
        () => false,
      ),
    );
    expect((await Promise.all(calls)).filter(Boolean)).toHaveLength(1);
  });

  test('is worth nothing for another request, after its time, without its request, or to another program', async () => {
    const [one, two] = [await send(), await send()];
    expect(await refusalOf(verify(one.code, two.authRequestId))).toMatchObject(wrong);
    expect(await refusalOf(verify(one.code, 'unknown'))).toMatchObject(wrong);
    expect(await refusalOf(sdk.passwordless.verifyPasswordlessEmail({ code: one.code }))).toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: expect.stringContaining('give its id'),
    });
    const staff = contextFor(database.db, await createStaff(database.db, 'OWNER'), new Date());
    const made = await createCredential(staff, { name: 'Other' });
    const stranger = new ScalekitClient(api.url, made.clientId, made.clientSecret);
    for (const code of [one.code, other(one.code)]) {
      const call = stranger.passwordless.verifyPasswordlessEmail({ code }, one.authRequestId);
      expect(await refusalOf(call)).toMatchObject(wrong);
    }
    expect(await refusalOf(stranger.passwordless.resendPasswordlessEmail(one.authRequestId))).toMatchObject({
      code: 'NOT_FOUND',
    });
    const where = { id: one.authRequestId };
    await database.db.passwordlessRequest.update({ where, data: { expiresAt: new Date() } });
    expect(await refusalOf(verify(one.code, one.authRequestId))).toMatchObject(wrong);
    expect((await verify(two.code, two.authRequestId)).email).toBe(two.email);
  });
});

describe('a link', () => {
  test('leads to the application with its token, which proves the mailbox once', async () => {
    const { email, link, passwordlessType, authRequestId, code } = await send({ magiclinkAuthUri: linkUri });
    const url = new URL(link ?? '');
    expect([url.origin, url.pathname, url.searchParams.get('from')]).toEqual([
      'https://app.example.com',
      '/verify',
      'mail',
    ]);
    expect(passwordlessType).toBe(PasswordlessType.LINK_OTP);
    const linkToken = url.searchParams.get('link_token') ?? '';
    const foreign = sdk.passwordless.verifyPasswordlessEmail({ linkToken }, 'another');
    expect(await refusalOf(foreign)).toMatchObject(wrong);
    const altered = `${linkToken.slice(0, -2)}${linkToken.endsWith('AA') ? 'BB' : 'AA'}`;
    const call = sdk.passwordless.verifyPasswordlessEmail({ linkToken: altered });
    expect(await refusalOf(call)).toMatchObject(wrong);
    expect(await sdk.passwordless.verifyPasswordlessEmail({ linkToken })).toMatchObject({
      email,
      passwordlessType: PasswordlessType.LINK,
    });
    expect(await refusalOf(verify(code, authRequestId))).toMatchObject(wrong);
  });

  test.each([
    'https://evil.example.com/verify',
    'https://app.example.com.evil.example.com/',
    'https://app.example.com@evil.example.com/',
    'http://app.example.com/verify',
    '//app.example.com/verify',
    'javascript:alert(1)',
    'https://app.example.com:8443/verify',
    'https://app.example.com/verify#x',
  ])('never leads to %s', async (magiclinkAuthUri) => {
    expect(await refusalOf(send({ magiclinkAuthUri }))).toMatchObject({ code: 'INVALID_ARGUMENT' });
  });
});

describe('sending', () => {
  test('again ends the old code, keeps what was asked for, and happens once', async () => {
    const first = await send({ state: 'kept', magiclinkAuthUri: linkUri });
    const calls = Array.from({ length: 5 }, () =>
      sdk.passwordless.resendPasswordlessEmail(first.authRequestId).catch(() => null),
    );
    const [again, ...more] = (await Promise.all(calls)).filter((answer) => answer !== null);
    expect(more).toEqual([]);
    expect(again?.authRequestId).not.toBe(first.authRequestId);
    expect(await refusalOf(verify(first.code, first.authRequestId))).toMatchObject(wrong);
    const { code } = await mailTo(first.email);
    expect(await verify(code, again?.authRequestId ?? '')).toMatchObject({ state: 'kept' });
    const used = sdk.passwordless.resendPasswordlessEmail(again?.authRequestId ?? '');
    expect(await refusalOf(used)).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('again mails no link to where the application is no more', async () => {
    const { authRequestId } = await send({ magiclinkAuthUri: linkUri });
    const where = { id: api.clientId };
    const { redirectUris } = await database.db.client.findUniqueOrThrow({ where });
    await database.db.client.update({ where, data: { redirectUris: ['https://new.example.com/callback'] } });
    const again = () => sdk.passwordless.resendPasswordlessEmail(authRequestId);
    expect(await refusalOf(again())).toMatchObject({ code: 'INVALID_ARGUMENT' });
    await database.db.client.update({ where, data: { redirectUris } });
    expect((await again()).authRequestId).toBeTruthy();
  });

  test('again is possible for a day after the time of the code', async () => {
    const { authRequestId } = await send();
    const at = (seconds: number) => systemContext(database.db, 'test', new Date(Date.now() + seconds * 1000));
    await deleteExpiredPasswordless(at(86_000));
    expect((await sdk.passwordless.resendPasswordlessEmail(authRequestId)).authRequestId).toBeTruthy();
    await deleteExpiredPasswordless(at(87_000));
    expect(await database.db.passwordlessRequest.count({ where: { id: authRequestId } })).toBe(0);
  });

  test('to one address is limited, with a time to retry', async () => {
    const email = freshEmail();
    for (let count = 0; count < 5; count += 1) await send({}, email);
    expect(await refusalOf(send({}, email.toUpperCase()))).toMatchObject({ code: 'RESOURCE_EXHAUSTED' });
  });

  test.each([
    [{ expiresIn: 59 }],
    [{ expiresIn: 3601 }],
    [{ templateVariables: { otp: '000000' } }],
    [{ templateVariables: { name: 'x'.repeat(257) } }],
  ])('with %o is refused', async (options) => {
    expect(await refusalOf(send(options))).toMatchObject({ code: 'INVALID_ARGUMENT' });
  });

  test.each(['"a b"@example.com', 'a@example.com,b@example.com', 'ada@localhost'])(
    'to %s is refused',
    async (email) => {
      const call = sdk.passwordless.sendPasswordlessEmail(email);
      expect(await refusalOf(call)).toMatchObject({ code: 'INVALID_ARGUMENT' });
    },
  );

  test('puts variables into the mail as text, never as HTML, links or lines of their own', async () => {
    const value = '<img src=x onerror=alert(1)> https://evil.example.com\nBcc: x@example.com';
    const { letter } = await send({ templateVariables: { team_name: value, '<b>': 'Robots' } });
    expect(letter.text).toContain('Team name:');
    expect(letter.html).toContain('Robots');
    for (const version of [letter.html, letter.text])
      expect(version).not.toContain('https://evil.example.com');
    expect(letter.html).not.toMatch(/<img|<b>/);
    expect(letter.text).not.toMatch(/^Bcc:/m);
  });

  test('is given up when the code is worth nothing any more', async () => {
    const { authRequestId, code, mail } = await send();
    await verify(code, authRequestId);
    const ctx = systemContext(database.db, 'test', new Date());
    expect(await beginMailAttempt(ctx, { mailId: mail.id })).toBeNull();
    const { reason } = await database.db.mailMessage.findUniqueOrThrow({ where: { id: mail.id } });
    expect(reason).toContain('used or replaced');
    expect(code).toBe(passwordlessCode(authRequestId));
  });

  test('works by plain HTTP', async () => {
    const headers = { authorization: `Bearer ${await api.accessToken()}` };
    const email = freshEmail();
    const post = (path: string, body: object) =>
      fetch(`${api.url}/api/v1/passwordless/email/${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
    const sent = (await (await post('send', { email })).json()) as { auth_request_id: string };
    const { code } = await mailTo(email);
    const answer = await post('verify', { code, auth_request_id: sent.auth_request_id });
    expect(await answer.json()).toMatchObject({ email, passwordless_type: 'OTP' });
  });
});
