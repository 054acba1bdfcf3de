import { sign } from 'node:crypto';
import { promisify } from 'node:util';
import type { JWTPayload } from 'jose';
import type { Ctx } from '../authz/context';
import { env } from '../env';
import { signingKey } from './known-keys';
import { signingAlgorithm } from './signing-key';

export interface NewToken {
  /** The type in its header (RFC 8725 section 3.11). */
  readonly typ: string;
  readonly claims: JWTPayload;
  /** How long it is good. */
  readonly seconds: number;
}

const signBytes = promisify(sign);

/**
 * A token of ours (RFC 7519), signed by RS256 with the key of the moment; says from when and until when it is good, beside its
 * claims. By Node's own signature, which costs less than the Web Crypto of `jose`. Public: its callers know what they sign.
 */
export async function signToken(
  ctx: Pick<Ctx, 'db' | 'now'>,
  { typ, claims, seconds }: NewToken,
): Promise<string> {
  const { id: kid, key } = await signingKey(ctx);
  const iat = Math.floor(ctx.now.getTime() / 1000);
  const payload = { iss: env().baseUrl.origin, iat, exp: iat + seconds, ...claims };
  const signed = `${encode({ alg: signingAlgorithm, kid, typ })}.${encode(payload)}`;
  const signature = await signBytes('sha256', Buffer.from(signed), key);
  return `${signed}.${signature.toString('base64url')}`;
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
