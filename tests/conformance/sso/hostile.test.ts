import { beforeEach, describe, expect, test } from 'vitest';
import { connectionAddresses } from '@/lib/connections/connection-address';
import { hashToken } from '@/lib/crypto';
import { env } from '@/lib/env';
import { useSso } from './use-sso';
import { type Company, connectSaml } from './world';

const sso = useSso();
const { database } = sso;
let company: Company;

beforeEach(async () => {
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

  test('parks no answer that could not be kept', async () => {
    await startWith({});
    const { acsUrl } = connectionAddresses(company.connectionId);
    const relayState = 'r'.repeat(43);
    const where = { connectionId: company.connectionId };
    await database.db.ssoRequest.updateMany({ where, data: { relayHash: hashToken(relayState) } });
    const answer = await postTo(acsUrl, { SAMLResponse: 'a\0b', RelayState: relayState });
    expect(answer.status).toBe(303);
    expect(await database.db.ssoRequest.findFirst({ where })).toMatchObject({ parkedAnswer: '' });
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
