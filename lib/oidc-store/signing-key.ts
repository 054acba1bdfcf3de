import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { Ctx } from '../authz/context';
import { open, seal } from '../crypto';
import type { Database, Transaction } from '../db';
import { newId } from '../id';

/** The algorithm of every token (RFC 7518 section 3.3). */
export const signingAlgorithm = 'RS256';

const purpose = 'usher/signing-keys/v1';
/** Any number of processes may find that there is no key. */
const creationLock = 7_303_001;

export interface SigningKey {
  readonly id: string;
  readonly publicJwk: JWK;
  readonly privateJwk: JWK;
}

/**
 * The keys that tokens are verified with, the one that signs now first. Makes the first one when there is none. A key
 * that was sealed with a secret that is not known any more is left out: set USHER_SECRET_PREVIOUS, or tokens signed with
 * it end early.
 */
export async function readSigningKeys(ctx: Pick<Ctx, 'db' | 'now'>): Promise<[SigningKey, ...SigningKey[]]> {
  const [first, ...others] = await findKeys(ctx.db, ctx.now);
  return first ? [first, ...others] : [await createFirstKey(ctx)];
}

async function findKeys(db: Database | Transaction, now: Date): Promise<SigningKey[]> {
  const rows = await db.signingKey.findMany({
    where: { signsFrom: { lte: now } },
    orderBy: { signsFrom: 'desc' },
    select: { id: true, publicJwk: true, sealed: true },
  });
  return rows.flatMap(({ id, publicJwk, sealed }) => {
    const text = open(sealed, purpose);
    return text ? [{ id, publicJwk: publicJwk as JWK, privateJwk: JSON.parse(text) as JWK }] : [];
  });
}

async function createFirstKey({ db, now }: Pick<Ctx, 'db' | 'now'>): Promise<SigningKey> {
  const key = await makeKey(now);
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`select pg_advisory_xact_lock(${creationLock})::text`;
    const [existing] = await findKeys(tx, now);
    if (existing) return existing;
    const sealed = new Uint8Array(seal(JSON.stringify(key.privateJwk), purpose));
    const publicJwk = JSON.parse(JSON.stringify(key.publicJwk));
    await tx.signingKey.create({
      data: { id: key.id, publicJwk, sealed, signsFrom: now, createdAt: now },
      select: { id: true },
    });
    return key;
  });
}

async function makeKey(now: Date): Promise<SigningKey> {
  const id = newId('signingKey', now);
  const pair = await generateKeyPair(signingAlgorithm, { extractable: true, modulusLength: 2048 });
  const named = async (key: CryptoKey) => ({
    ...(await exportJWK(key)),
    kid: id,
    alg: signingAlgorithm,
    use: 'sig',
  });
  return { id, publicJwk: await named(pair.publicKey), privateJwk: await named(pair.privateKey) };
}
