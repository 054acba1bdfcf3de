import { actorId, type Ctx } from '../authz/context';
import { hashToken, randomToken } from '../crypto';
import type { Transaction } from '../db';
import { newId } from '../id';

/** A secret that was just made. It is stored as its hash, so nobody can read it again. */
export interface NewSecret {
  readonly clientId: string;
  readonly secretId: string;
  readonly clientSecret: string;
  /** Its last characters, which stay to be seen. */
  readonly suffix: string;
}

/** Makes a secret of 256 random bits for the client; the only time that it is in clear. */
export async function insertSecret(tx: Transaction, ctx: Ctx, clientId: string): Promise<NewSecret> {
  const clientSecret = randomToken();
  const suffix = clientSecret.slice(-4);
  const secretId = newId('clientSecret', ctx.now);
  await tx.clientSecret.create({
    data: {
      id: secretId,
      clientId,
      hash: hashToken(clientSecret),
      suffix,
      createdById: actorId(ctx.actor),
      createdAt: ctx.now,
      updatedAt: ctx.now,
    },
    select: { id: true },
  });
  return { clientId, secretId, clientSecret, suffix };
}
