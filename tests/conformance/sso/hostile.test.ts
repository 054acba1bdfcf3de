import { beforeEach, describe, expect, test } from 'vitest';
import { connectionAddresses } from '@/lib/connections/connection-address';
import { hashToken, randomToken } from '@/lib/crypto';
import { env } from '@/lib/env';
import { parkedSeconds } from '@/lib/sso/sso-request';
import { newEmployee } from './employee';
import { useSso } from './use-sso';
import { type Company, connectSaml, lastAttempt } from './world';

const sso = useSso();
const { database } = sso;
let company: Company;

beforeEach(async () => {
  await database.db.rateLimit.deleteMany();
  company = await connectSaml(sso.saml);
});

const get = (path: string) => fetch(env().baseUrl.origin + path, { redirect: 'manual' });
const startWith = (more: Record<string, string>) =>
  get(`/sso/v1/start?${new URLSearchParams({ connection_id: company.connectionId, ...more })}`);
const postTo = (acsUrl: string, fields: Record<string, string>) =>
  fetch(acsUrl, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });

describe('a stranger', () => {
  test('begins nothing with what could not be stored or read', async () => {
    for (const name of ['connection', 'login_hint', 'interaction', 'invitation', 'return_to']) {
      const answer = await startWith({ [name]: 'a\0b' });
      expect([answer.status, answer.headers.get('location')], name).toEqual([303, '/login']);
    }
    const broken = await startWith({ login_hint: 'ada@example.com\r\nSet-Cookie: a=b' });
    expect(broken.headers.get('location')).toBe('/login');
  });

  test('writes no more than a name down', async () => {
    await startWith({ login_hint: `<b>${'x'.repeat(5000)}` });
    const where = { connectionId: company.connectionId };
    const begun = await database.db.ssoRequest.findFirstOrThrow({ where });
    expect(begun.loginHint).toHaveLength(320);
  });

  test('is sent back to no other host', async () => {
    for (const returnTo of [
      '//evil.example.com',
      '/\\evil.example.com',
      'https://evil.example.com',
      'javascript:1',
    ]) {
      await startWith({ return_to: returnTo });
      const begun = await database.db.ssoRequest.findFirstOrThrow({
        where: { connectionId: company.connectionId },
        orderBy: { id: 'desc' },
      });
      expect(begun.returnTo, returnTo).toBeNull();
    }
  });

  test('fills nobody’s login log with answers that nobody waits for', async () => {
    const { acsUrl } = connectionAddresses(company.connectionId);
    const where = { connectionId: company.connectionId };
    let limited: Response | null = null;
    for (let times = 0; times < 250 && !limited; times += 1) {
      const answer = await postTo(acsUrl, { SAMLResponse: 'PHg+' });
      if (answer.status === 429) limited = answer;
    }
    expect(Number(limited?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await database.db.loginAttempt.count({ where })).toBeLessThanOrEqual(240);
  });
});

describe('an answer that waits for its browser', () => {
  const where = () => ({ connectionId: company.connectionId });
  const begun = () => database.db.ssoRequest.findFirstOrThrow({ where: where(), orderBy: { id: 'desc' } });

  /** Begins a login of whose relay state the test knows. */
  async function begin(): Promise<string> {
    await startWith({});
    const relayState = randomToken();
    const { id } = await begun();
    await database.db.ssoRequest.update({ where: { id }, data: { relayHash: hashToken(relayState) } });
    return relayState;
  }
  const post = (RelayState: string, SAMLResponse: string) =>
    postTo(connectionAddresses(company.connectionId).acsUrl, { SAMLResponse, RelayState });

  test('is kept only where it can be', async () => {
    const answer = await post(await begin(), 'a\0b');
    expect(answer.status).toBe(303);
    expect(await begun()).toMatchObject({ parkedAnswer: '' });
  });

  test('is the first one, and goes soon if nobody comes for it', async () => {
    const relayState = await begin();
    const before = Date.now();
    expect((await post(relayState, 'AAAA')).headers.get('location')).toContain('?relay_state=');
    expect((await post(relayState, 'BBBB')).headers.get('location')).toMatch(/^\/login\/failed/);
    const { parkedAnswer, expiresAt } = await begun();
    expect(parkedAnswer).toBe('AAAA');
    expect(expiresAt.getTime() - before).toBeLessThanOrEqual(parkedSeconds * 1000 + 60_000);
  });

  test('is kept no longer than until it is taken', async () => {
    const employee = newEmployee(env().baseUrl.origin);
    await employee.go(`/sso/v1/start?connection_id=${company.connectionId}`);
    const taken = await begun();
    expect(taken.consumedAt).not.toBeNull();
    expect(taken.parkedAnswer).toBeNull();
  });

  test.each([256 * 1024 + 4, 400_000])(
    'has at most 256 KiB, or is refused by its step: %i',
    async (length) => {
      const answer = await post(await begin(), 'A'.repeat(length));
      expect(answer.headers.get('location')).toMatch(/^\/login\/failed\?reference=/);
      expect(await lastAttempt(company.connectionId)).toMatchObject({
        failedStep: 'response-size',
        reason: expect.stringContaining('262144 characters'),
      });
      expect(await begun()).toMatchObject({ parkedAnswer: null, consumedAt: null });
    },
  );

  test('is refused where many large ones come from one network', async () => {
    const large = 'A'.repeat(64 * 1024 + 4);
    const answers: Response[] = [];
    for (let times = 0; times < 21; times += 1) answers.push(await post(await begin(), large));
    expect(answers.slice(0, 20).map(({ status }) => status)).toEqual(Array(20).fill(303));
    expect(answers.at(-1)?.status).toBe(429);
    expect(await database.db.ssoRequest.count({ where: { ...where(), parkedAnswer: large } })).toBe(20);
    expect((await post(await begin(), 'AAAA')).status).toBe(303);
  });
});
