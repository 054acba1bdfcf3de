import { expect, test } from 'vitest';
import { systemContext } from '@/lib/authz/system-context';
import { isUsherError } from '@/lib/errors';
import { useDatabase } from '@/tests/database';
import { contextFor, later, testNow } from '@/tests/factories/world';
import { authenticateClient } from './authenticate-client';
import { ensureClient } from './ensure-client';

const database = useDatabase();
const addresses = { redirectUris: ['https://app.example.com/callback'], initiateLoginUri: null };
const [first, second] = ['a secret that was configured first', 'a secret that was configured later'];

function ensure(clientId: string, clientSecret: string, more: object = {}): Promise<void> {
  const ctx = systemContext(database.db, 'start', testNow);
  return ensureClient(ctx, { clientId, clientSecret, ...addresses, ...more });
}

/** Whether the secret opens the API for the client. */
async function opens(clientId: string, clientSecret: string, seconds = 0): Promise<boolean> {
  const ctx = contextFor(database.db, undefined, later(seconds));
  return authenticateClient(ctx, { clientId, clientSecret }).then(
    (client) => client.apiAccess,
    (error) => {
      if (isUsherError(error) && error.code === 'unauthenticated') return false;
      throw error;
    },
  );
}

function auditCount(clientId: string): Promise<number> {
  return database.db.auditEvent.count({ where: { targetId: clientId } });
}

test('the configured client may call the API with its secret, and no other secret fits', async () => {
  await ensure('one', first);
  expect(await opens('one', first)).toBe(true);
  expect(await opens('one', second)).toBe(false);
  expect(await opens('nobody', first)).toBe(false);
});

test('the same configuration again changes nothing and records nothing', async () => {
  await ensure('again', first);
  await ensure('again', first);
  expect(await auditCount('again')).toBe(1);
  expect(await database.db.clientSecret.count({ where: { clientId: 'again' } })).toBe(1);
});

test('another secret takes the place of the configured one, and what the dashboard made stays', async () => {
  await ensure('rotated', first);
  const made = { id: 'sec_1000000000000000001', clientId: 'rotated', hash: 'x', suffix: 'made' };
  await database.db.clientSecret.create({ data: made });
  await ensure('rotated', second, { initiateLoginUri: 'https://app.example.com/login' });
  expect(await opens('rotated', first)).toBe(false);
  expect(await opens('rotated', second)).toBe(true);
  expect(await database.db.clientSecret.count({ where: { clientId: 'rotated' } })).toBe(2);
  expect(await auditCount('rotated')).toBe(2);
});

test('neither the secret nor its hash stands in the audit log', async () => {
  await ensure('quiet', first);
  const rows = await database.db.auditEvent.findMany({ where: { targetId: 'quiet' } });
  const { hash } = await database.db.clientSecret.findFirstOrThrow({ where: { clientId: 'quiet' } });
  expect(JSON.stringify(rows)).not.toContain(first);
  expect(JSON.stringify(rows)).not.toContain(hash);
});

test('twenty processes that start together make one client with one secret', async () => {
  await Promise.all(Array.from({ length: 20 }, () => ensure('together', first)));
  expect(await database.db.clientSecret.count({ where: { clientId: 'together' } })).toBe(1);
  expect(await auditCount('together')).toBe(1);
});

test('a disabled secret opens nothing, and the last use of one that does is known to the minute', async () => {
  await ensure('used', first);
  expect(await opens('used', first, 10)).toBe(true);
  expect(await opens('used', first, 20)).toBe(true);
  const used = await database.db.clientSecret.findFirstOrThrow({ where: { clientId: 'used' } });
  expect(used.lastUsedAt).toEqual(later(10));
  await database.db.clientSecret.update({ where: { id: used.id }, data: { disabledAt: testNow } });
  expect(await opens('used', first, 30)).toBe(false);
});

function setCounters(keys: string, count: number): Promise<number> {
  return database.db.$executeRaw`update rate_limits set count = ${count} where key like ${keys}`;
}

test('a program that goes round in circles is stopped, with a time to try again', async () => {
  await ensure('circling', first);
  expect(await opens('circling', first)).toBe(true);
  await setCounters('token/client/%', 29_999);
  expect(await opens('circling', first)).toBe(true);
  const refusal = { code: 'rate_limited', retryAfterSeconds: 60 };
  await expect(opens('circling', first)).rejects.toMatchObject(refusal);
  expect(await opens('circling', first, 61)).toBe(true);
});

test('guessing secrets of a client is stopped, and keeps its own program from nothing', async () => {
  await ensure('guessed', first);
  expect(await opens('guessed', second)).toBe(false);
  await setCounters('token/wrong/%', 2999);
  expect(await opens('guessed', second)).toBe(false);
  await expect(opens('guessed', second)).rejects.toMatchObject({ code: 'rate_limited' });
  expect(await opens('guessed', first)).toBe(true);
});

test('strangers leave one counter for their whole network, however many clients they invent', async () => {
  const countOfAll = () => database.db.$queryRaw`select count(*)::int as count from rate_limits`;
  await opens('invented', second);
  const before = await countOfAll();
  const invented = Array.from({ length: 20 }, (_, index) => `invented ${index}`);
  for (const clientId of invented) expect(await opens(clientId, second)).toBe(false);
  expect(await countOfAll()).toEqual(before);
});

test('people may be sent to the front page of a new application after logging out, until somebody says otherwise', async () => {
  const redirectUris = ['https://front.example.com/callback', 'http://localhost:4000/auth/callback'];
  const destinations = () =>
    database.db.client.findUniqueOrThrow({
      where: { id: 'front' },
      select: { postLogoutRedirectUris: true },
    });
  await ensure('front', first, { redirectUris });
  const pages = ['https://front.example.com', 'http://localhost:4000'].flatMap((one) => [one, `${one}/`]);
  expect(await destinations()).toEqual({ postLogoutRedirectUris: pages });
  await database.db.client.update({ where: { id: 'front' }, data: { postLogoutRedirectUris: [] } });
  await ensure('front', second, { redirectUris });
  expect(await destinations()).toEqual({ postLogoutRedirectUris: [] });
});
