import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { findLoginConnection } from '@/lib/connections/find-connection';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { createEndpointManager, makeEndpoint } from '@/tests/factories/webhooks';
import { contextFor } from '@/tests/factories/world';
import { newEmployee } from './employee';
import { useSso } from './use-sso';
import { type Company, connectOidc, connectSaml, lastAttempt } from './world';

const sso = useSso();
const { database } = sso;

/** What a browser was given or sent, and what nobody else may find. */
let seen: Set<string>;
let logged: string[];

beforeEach(async () => {
  [seen, logged] = [new Set(), []];
  const { fetch } = globalThis;
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const answer = await fetch(input, init);
    const parameters = init?.body instanceof URLSearchParams ? [...init.body] : [];
    for (const [name, value] of [...parameters, ...new URL(String(input)).searchParams])
      if (/^(?:SAMLResponse|RelayState|relay_state|state|code|nonce|code_challenge)$/.test(name))
        seen.add(value);
    for (const line of answer.headers.getSetCookie()) seen.add(/^[^=]+=([^;]*)/.exec(line)?.[1] ?? '');
    return answer;
  });
  for (const level of ['info', 'warn', 'error'] as const)
    vi.spyOn(log, level).mockImplementation((...said: unknown[]) => void logged.push(JSON.stringify(said)));
  await makeEndpoint(await createEndpointManager(database.db, new Date()));
});
afterEach(() => vi.restoreAllMocks());

/** Long enough to be one; of a long one the middle, which no reason would quote by accident. */
function secretsOf(...more: string[]): string[] {
  const long = [...seen, ...more].filter((text) => text.length >= 16);
  return long.map((text) => (text.length > 200 ? text.slice(100, 160) : text));
}

/** Every row of every table, as text. */
async function everything(): Promise<string> {
  const tables = await database.db.$queryRaw<{ name: string }[]>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema in ('public', 'graphile_worker')`;
  const rows = tables.map(({ name }) =>
    database.db.$queryRawUnsafe<{ text: string }[]>(`select to_jsonb(t)::text as text from ${name} t`),
  );
  return (await Promise.all(rows))
    .flat()
    .map(({ text }) => text)
    .join('\n');
}

async function expectKept(company: Company, ...more: string[]): Promise<void> {
  const connection = await findLoginConnection(contextFor(database.db), company.connectionId);
  const key = connection?.type === 'SAML' ? connection.privateKey : null;
  const secrets = secretsOf(...more, ...(key ? [key.split('\n')[2] ?? ''] : []));
  const text = await everything();
  expect(text).toContain(company.connectionId);
  for (const secret of secrets) {
    expect(text, secret).not.toContain(secret);
    expect(logged.join('\n'), secret).not.toContain(secret);
  }
}

describe('nothing that would let somebody in is found in the database or the log', () => {
  const go = async (company: Company) => {
    const employee = newEmployee(env().baseUrl.origin);
    await employee.go(`/sso/v1/start?connection_id=${company.connectionId}`);
    return employee;
  };

  test('after a login by SAML', async () => {
    const company = await connectSaml(sso.saml);
    sso.saml.setUser({ nameId: `ada@${company.domain}`, attributes: {} });
    const outcome = await (await go(company)).completeSignIn();
    const token = outcome.state === 'signed-in' ? outcome.sessionToken : '';
    expect(secretsOf(token).length).toBeGreaterThanOrEqual(5);
    await expectKept(company, token);
  });

  test('after a login by SAML that was refused', async () => {
    const company = await connectSaml(sso.saml);
    sso.saml.setUser({ nameId: 'ada@elsewhere.example.com', attributes: {} });
    await go(company);
    expect((await lastAttempt(company.connectionId)).failedStep).toBe('domain');
    await expectKept(company);
  });

  test('after a login by OpenID Connect', async () => {
    const company = await connectOidc(sso.oidc);
    sso.oidc.setUser({ sub: randomUUID(), email: `ada@${company.domain}`, email_verified: true });
    const outcome = await (await go(company)).completeSignIn();
    const token = outcome.state === 'signed-in' ? outcome.sessionToken : '';
    expect(secretsOf(token).length).toBeGreaterThanOrEqual(5);
    await expectKept(company, token, sso.oidc.clientSecret);
  });

  test('after a login by OpenID Connect whose code was worth nothing', async () => {
    const company = await connectOidc({ ...sso.oidc, clientSecret: 'another secret of this client' });
    sso.oidc.setUser({ sub: randomUUID(), email: `ada@${company.domain}`, email_verified: true });
    await go(company);
    expect((await lastAttempt(company.connectionId)).failedStep).toBe('token-exchange');
    await expectKept(company, 'another secret of this client');
  });
});
