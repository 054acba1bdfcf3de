import { importJWK, type JWTPayload, type JWTVerifyGetKey, jwtVerify, SignJWT } from 'jose';
import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import { randomToken } from '../crypto';
import type { Database } from '../db';
import { env } from '../env';
import { readSigningKeys, signingAlgorithm } from './signing-key';

type Key = Awaited<ReturnType<typeof importJWK>>;

interface KnownKeys {
  readonly readAt: number;
  readonly signing: { readonly id: string; readonly key: Key };
  readonly verifying: ReadonlyMap<string, Key>;
}

/** How long a process believes the keys that it read; one that it does not know makes it read them again. */
const trustMilliseconds = 60_000;
/** A stranger's key must not make us read at every call. */
const rereadMilliseconds = 2_000;
const known = new WeakMap<Database, Promise<KnownKeys>>();

/** A signed access token (RFC 9068) that is good for `seconds`. */
export async function signAccessToken(ctx: Ctx, claims: JWTPayload, seconds: number): Promise<string> {
  const { signing } = await knownKeys(ctx, trustMilliseconds);
  return new SignJWT(claims)
    .setProtectedHeader({ alg: signingAlgorithm, kid: signing.id, typ: 'at+jwt' })
    .setIssuer(env().baseUrl.origin)
    .setIssuedAt(ctx.now)
    .setNotBefore(ctx.now)
    .setExpirationTime(addSeconds(ctx.now, seconds))
    .setJti(randomToken(16))
    .sign(signing.key);
}

/** The claims of an access token of ours that is good now, or null: forged, expired, or no access token at all. */
export async function verifyAccessToken(
  ctx: Pick<Ctx, 'db' | 'now'>,
  token: string,
): Promise<JWTPayload | null> {
  const options = {
    algorithms: [signingAlgorithm],
    issuer: env().baseUrl.origin,
    typ: 'at+jwt',
    currentDate: ctx.now,
  };
  const getKey: JWTVerifyGetKey = ({ kid }) => findKey(ctx, kid ?? '');
  const answer = await jwtVerify(token, getKey, options).catch(() => null);
  return answer?.payload ?? null;
}

async function findKey(ctx: Pick<Ctx, 'db' | 'now'>, id: string): Promise<Key> {
  const key =
    (await knownKeys(ctx, trustMilliseconds)).verifying.get(id) ??
    (await knownKeys(ctx, rereadMilliseconds)).verifying.get(id);
  if (!key) throw new Error('The key is unknown.');
  return key;
}

async function knownKeys(ctx: Pick<Ctx, 'db' | 'now'>, trusted: number): Promise<KnownKeys> {
  const before = await known.get(ctx.db)?.catch(() => null);
  if (before && performance.now() - before.readAt < trusted) return before;
  const reading = readKeys(ctx);
  known.set(ctx.db, reading);
  return reading;
}

async function readKeys(ctx: Pick<Ctx, 'db' | 'now'>): Promise<KnownKeys> {
  const keys = await readSigningKeys(ctx);
  const verifying = await Promise.all(
    keys.map(async (key) => [key.id, await importJWK(key.publicJwk, signingAlgorithm)] as const),
  );
  const signing = { id: keys[0].id, key: await importJWK(keys[0].privateJwk, signingAlgorithm) };
  return { readAt: performance.now(), signing, verifying: new Map(verifying) };
}
