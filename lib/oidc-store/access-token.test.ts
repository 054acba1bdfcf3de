import { generateKeyPair, SignJWT } from 'jose';
import { beforeAll, expect, test } from 'vitest';
import { env } from '@/lib/env';
import { useDatabase } from '@/tests/database';
import { contextFor, later } from '@/tests/factories/world';
import { signAccessToken, verifyAccessToken } from './access-token';
import { readSigningKeys } from './signing-key';

const database = useDatabase();
let token: string;

const at = (seconds: number) => contextFor(database.db, undefined, later(seconds));

beforeAll(async () => {
  token = await signAccessToken(at(0), { sub: 'one', client_id: 'one', aud: ['here'] }, 60);
});

test('a token says who and until when, and is good until then', async () => {
  const claims = await verifyAccessToken(at(59), token);
  expect(claims).toMatchObject({ sub: 'one', aud: ['here'], iss: env().baseUrl.origin });
  expect((claims?.exp ?? 0) - (claims?.iat ?? 0)).toBe(60);
  expect(claims?.jti).toMatch(/^[\w-]{22}$/);
  expect(await verifyAccessToken(at(61), token)).toBeNull();
});

test('a token that is changed, not yet good, of another kind or signed by another key is none', async () => {
  const [header = '', , signature = ''] = token.split('.');
  const forged = Buffer.from(JSON.stringify({ sub: 'two', iss: env().baseUrl.origin })).toString('base64url');
  const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).toString('base64url');
  const { privateKey } = await generateKeyPair('RS256');
  const { id: kid } = (await readSigningKeys(at(0))).signing;
  const foreign = (typ: string) =>
    new SignJWT({ sub: 'one', iss: env().baseUrl.origin, exp: later(60).getTime() / 1000 })
      .setProtectedHeader({ alg: 'RS256', kid, typ })
      .sign(privateKey);
  const wrong = [
    `${header}.${forged}.${signature}`,
    `${none}.${forged}.`,
    await foreign('at+jwt'),
    await foreign('JWT'),
    'nonsense',
    '',
  ];
  for (const each of wrong) expect(await verifyAccessToken(at(1), each), each).toBeNull();
  expect(await verifyAccessToken(at(-60), token)).toBeNull();
});

test('twenty processes that find no key make one, and its private part is not stored in clear', async () => {
  await database.db.signingKey.deleteMany();
  const keys = await Promise.all(Array.from({ length: 20 }, () => readSigningKeys(at(0))));
  expect(new Set(keys.map(({ signing }) => signing.id)).size).toBe(1);
  const [stored, ...others] = await database.db.signingKey.findMany();
  expect(others).toEqual([]);
  const secretPart = String(keys[0]?.signing.privateJwk.d);
  expect(Buffer.from(stored?.sealed ?? []).toString('latin1')).not.toContain(secretPart.slice(0, 20));
  expect(JSON.stringify(stored?.publicJwk)).not.toContain(secretPart.slice(0, 20));
});
