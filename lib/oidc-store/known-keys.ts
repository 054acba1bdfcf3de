import { createPrivateKey, type KeyObject } from 'node:crypto';
import { importJWK, type JWK } from 'jose';
import type { Ctx } from '../authz/context';
import type { Database } from '../db';
import { readSigningKeys, signingAlgorithm } from './signing-key';

type Key = Awaited<ReturnType<typeof importJWK>>;

/** The keys as a process knows them: the same object for as long as they are the same keys. */
export interface KnownKeys {
  readonly signing: { readonly id: string; readonly key: KeyObject };
  readonly verifying: ReadonlyMap<string, Key>;
  readonly privateJwks: readonly JWK[];
}

interface Reading {
  readonly readAt: number;
  readonly ids: string;
  readonly keys: KnownKeys;
}

/** How long a process believes the keys that it read; one that it does not know makes it read them again. */
const trustMilliseconds = 60_000;
/** A stranger's key must not make us read at every call. */
const rereadMilliseconds = 2_000;
const readings = new WeakMap<Database, Promise<Reading>>();

/** The key that tokens are signed with at the moment. */
export async function signingKey(ctx: Pick<Ctx, 'db' | 'now'>): Promise<KnownKeys['signing']> {
  return (await knownKeys(ctx)).signing;
}

/** The key of an id that tokens are verified with. Throws when there is none. */
export async function verifyingKey(ctx: Pick<Ctx, 'db' | 'now'>, id: string): Promise<Key> {
  const key =
    (await knownKeys(ctx)).verifying.get(id) ?? (await knownKeys(ctx, rereadMilliseconds)).verifying.get(id);
  if (!key) throw new Error('The key is unknown.');
  return key;
}

/** All keys, read at most `trusted` milliseconds ago. */
export async function knownKeys(
  ctx: Pick<Ctx, 'db' | 'now'>,
  trusted = trustMilliseconds,
): Promise<KnownKeys> {
  const before = await readings.get(ctx.db)?.catch(() => null);
  if (before && performance.now() - before.readAt < trusted) return before.keys;
  const reading = readKeys(ctx, before ?? null);
  readings.set(ctx.db, reading);
  return (await reading).keys;
}

async function readKeys(ctx: Pick<Ctx, 'db' | 'now'>, before: Reading | null): Promise<Reading> {
  const { signing, all } = await readSigningKeys(ctx);
  const ids = [signing, ...all].map((key) => key.id).join(' ');
  const readAt = performance.now();
  if (before?.ids === ids) return { ...before, readAt };
  const verifying = await Promise.all(
    all.map(async (key) => [key.id, await importJWK(key.publicJwk, signingAlgorithm)] as const),
  );
  const keys = {
    signing: { id: signing.id, key: createPrivateKey({ key: signing.privateJwk, format: 'jwk' }) },
    verifying: new Map(verifying),
    privateJwks: all.map((key) => key.privateJwk),
  };
  return { readAt, ids, keys };
}
