import { type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Ctx } from '../authz/context';
import { randomToken } from '../crypto';
import { env } from '../env';
import { verifyingKey } from './known-keys';
import { signToken } from './sign-token';
import { signingAlgorithm } from './signing-key';

/** How long an access token of a person is good, unless its application says less. Seconds. */
export const accessTokenSeconds = 300;

/** A signed access token (RFC 9068) that is good for `seconds`. */
export async function signAccessToken(ctx: Ctx, claims: JWTPayload, seconds: number): Promise<string> {
  const nbf = Math.floor(ctx.now.getTime() / 1000);
  return signToken(ctx, { typ: 'at+jwt', claims: { ...claims, nbf, jti: randomToken(16) }, seconds });
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
  const getKey: JWTVerifyGetKey = ({ kid }) => verifyingKey(ctx, kid ?? '');
  const answer = await jwtVerify(token, getKey, options).catch(() => null);
  return answer?.payload ?? null;
}
