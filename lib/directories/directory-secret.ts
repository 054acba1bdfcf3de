import { actorId, type Ctx } from '../authz/context';
import { hashToken, randomToken } from '../crypto';
import type { Transaction } from '../db';
import { newId } from '../id';
import type { DirectorySecretRecord } from './directory-record';

/** A secret that was just made. It is stored as its hash, so nobody can read it again. */
export interface NewDirectorySecret extends DirectorySecretRecord {
  readonly plainSecret: string;
}

/** How many secrets of one directory are good at the same time. */
export const goodSecretsMaximum = 5;

/** How many are kept to be seen after their end. */
const endedSecretsKept = 20;

/** What programs that look for leaked secrets know it by. */
const prefix = 'usher_scim_';

/** Makes a secret of 256 random bits for the directory; the only time that it is in clear. */
export async function insertDirectorySecret(
  tx: Transaction,
  ctx: Ctx,
  directoryId: string,
): Promise<NewDirectorySecret> {
  const plainSecret = prefix + randomToken();
  const id = newId('directorySecret', ctx.now);
  const suffix = plainSecret.slice(-4);
  const data = { id, directoryId, hash: hashToken(plainSecret), suffix, createdAt: ctx.now };
  await tx.directorySecret.create({
    data: { ...data, createdById: actorId(ctx.actor) },
    select: { id: true },
  });
  return { id, suffix, createdAt: ctx.now, lastUsedAt: null, expiresAt: null, plainSecret };
}

/** Forgets the oldest of those that have ended. */
export async function forgetEndedSecrets(tx: Transaction, ctx: Ctx, directoryId: string): Promise<void> {
  const ended = await tx.directorySecret.findMany({
    where: { directoryId, expiresAt: { lte: ctx.now } },
    orderBy: { id: 'desc' },
    skip: endedSecretsKept,
    select: { id: true },
  });
  await tx.directorySecret.deleteMany({ where: { id: { in: ended.map(({ id }) => id) } } });
}

/** Whether a secret still opens the directory. */
export function isGood({ expiresAt }: Pick<DirectorySecretRecord, 'expiresAt'>, now: Date): boolean {
  return expiresAt === null || expiresAt > now;
}

/** How people tell secrets apart: by their last characters, "…a1b2". */
export function directorySecretLabel({ suffix }: Pick<DirectorySecretRecord, 'suffix'>): string {
  return `…${suffix}`;
}
