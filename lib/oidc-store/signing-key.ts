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

/** The keys at a moment: the one that signs, and all that are published and verified with, coming ones included. */
export interface SigningKeys {
  readonly signing: SigningKey;
  readonly all: readonly SigningKey[];
}

/**
 * The keys of our tokens. Makes the first one when there is none. A key that was sealed with a secret that is not known
 * any more is left out: set USHER_SECRET_PREVIOUS, or tokens signed with it end early.
 */
export async function readSigningKeys(ctx: Pick<Ctx, 'db' | 'now'>): Promise<SigningKeys> {
  return (await findKeys(ctx.db, ctx.now)) ?? createFirstKey(ctx);
}

async function findKeys(db: Database | Transaction, now: Date): Promise<SigningKeys | null> {
  const rows = await db.signingKey.findMany({
    orderBy: { signsFrom: 'desc' },
    select: { id: true, publicJwk: true, sealed: true, signsFrom: true },
  });
  const all = rows.flatMap(({ id, publicJwk, sealed, signsFrom }) => {
    const text = open(sealed, purpose);
    if (!text) return [];
    return [{ id, publicJwk: publicJwk as JWK, privateJwk: JSON.parse(text) as JWK, signsFrom }];
  });
  const signing = all.find((key) => key.signsFrom <= now);
  return signing ? { signing, all } : null;
}

async function createFirstKey({ db, now }: Pick<Ctx, 'db' | 'now'>): Promise<SigningKeys> {
  return db.$transaction(async (tx) => {
    await lockSigningKeys(tx);
    const existing = await findKeys(tx, now);
    if (existing) return existing;
    const signing = await createSigningKey(tx, now, now);
    return { signing, all: [signing] };
  });
}

/** Whoever makes or deletes keys waits for others who do. */
export async function lockSigningKeys(tx: Transaction): Promise<void> {
  await tx.$queryRaw`select pg_advisory_xact_lock(${creationLock})::text`;
}

/** A new key of 2048 bits that signs from a time on. The caller holds the lock. */
export async function createSigningKey(tx: Transaction, now: Date, signsFrom: Date): Promise<SigningKey> {
  const key = await makeKey(now);
  const sealed = new Uint8Array(seal(JSON.stringify(key.privateJwk), purpose));
  const publicJwk = JSON.parse(JSON.stringify(key.publicJwk));
  await tx.signingKey.create({
    data: { id: key.id, publicJwk, sealed, signsFrom, createdAt: now },
    select: { id: true },
  });
  return key;
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
