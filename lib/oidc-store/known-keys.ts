import { importJWK } from 'jose';
import type { Ctx } from '../authz/context';
import type { Database } from '../db';
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

/** The key that tokens are signed with at the moment. */
export async function signingKey(ctx: Pick<Ctx, 'db' | 'now'>): Promise<KnownKeys['signing']> {
  return (await knownKeys(ctx, trustMilliseconds)).signing;
}

/** The key of an id that tokens are verified with. Throws when there is none. */
export async function verifyingKey(ctx: Pick<Ctx, 'db' | 'now'>, id: string): Promise<Key> {
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
  const { signing, all } = await readSigningKeys(ctx);
  const verifying = await Promise.all(
    all.map(async (key) => [key.id, await importJWK(key.publicJwk, signingAlgorithm)] as const),
  );
  const key = await importJWK(signing.privateJwk, signingAlgorithm);
  return { readAt: performance.now(), signing: { id: signing.id, key }, verifying: new Map(verifying) };
}
