import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import { createSigningKey, lockSigningKeys } from './signing-key';

/** How long a key signs. */
const signingSeconds = 90 * 86_400;
/** How long a key is published before it signs: longer than anybody keeps the keys that they have read. */
const noticeSeconds = 86_400;
/** How long a key is verified with after it has signed last: longer than any token is good. */
const overlapSeconds = 31 * 86_400;

/**
 * Publishes the next signing key a day before it signs, and deletes those whose last token has expired. Any number of
 * processes may ask for it at once: one makes the key. Public: only the worker calls it.
 */
export async function rotateSigningKeys(ctx: Ctx): Promise<{ created: number; deleted: number }> {
  return ctx.db.$transaction(async (tx) => {
    await lockSigningKeys(tx);
    const keys = await tx.signingKey.findMany({
      orderBy: { signsFrom: 'desc' },
      select: { id: true, signsFrom: true },
    });
    const [newest] = keys;
    const isDue = newest !== undefined && addSeconds(newest.signsFrom, signingSeconds) <= ctx.now;
    if (isDue) await createSigningKey(tx, ctx.now, addSeconds(ctx.now, noticeSeconds));
    const ended = keys.filter((_, index) => hasEnded(keys[index - 1], ctx.now)).map((key) => key.id);
    const { count } = await tx.signingKey.deleteMany({ where: { id: { in: ended } } });
    return { created: isDue ? 1 : 0, deleted: count };
  });
}

/** A key has signed until its successor did. */
function hasEnded(successor: { readonly signsFrom: Date } | undefined, now: Date): boolean {
  return successor !== undefined && addSeconds(successor.signsFrom, overlapSeconds) <= now;
}
