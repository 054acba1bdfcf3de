import { type JWTPayload, type JWTVerifyGetKey, jwtVerify, SignJWT } from 'jose';
import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import { randomToken } from '../crypto';
import { env } from '../env';
import { signingKey, verifyingKey } from './known-keys';
import { signingAlgorithm } from './signing-key';

/** How long an access token of a person is good, unless its application says less. Seconds. */
export const accessTokenSeconds = 300;

/** A signed access token (RFC 9068) that is good for `seconds`. */
export async function signAccessToken(ctx: Ctx, claims: JWTPayload, seconds: number): Promise<string> {
  const { id: kid, key } = await signingKey(ctx);
  return new SignJWT(claims)
    .setProtectedHeader({ alg: signingAlgorithm, kid, typ: 'at+jwt' })
    .setIssuer(env().baseUrl.origin)
    .setIssuedAt(ctx.now)
    .setNotBefore(ctx.now)
    .setExpirationTime(addSeconds(ctx.now, seconds))
    .setJti(randomToken(16))
    .sign(key);
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
