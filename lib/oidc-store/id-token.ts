import { type JWTPayload, type JWTVerifyGetKey, jwtVerify, SignJWT } from 'jose';
import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import { env } from '../env';
import { signingKey, verifyingKey } from './known-keys';
import { signingAlgorithm } from './signing-key';

/** How long an ID token is good. It says who logged in, not that they still are. */
const idTokenSeconds = 3600;
/** How long one still names a session that is to end (OpenID Connect RP-Initiated Logout 1.0 section 2). */
const hintSeconds = 60 * 86_400;

/** A signed ID token (OpenID Connect Core 1.0 section 2). Public: its caller has checked whose login it speaks of. */
export async function signIdToken(ctx: Ctx, claims: JWTPayload): Promise<string> {
  const { id: kid, key } = await signingKey(ctx);
  return new SignJWT(claims)
    .setProtectedHeader({ alg: signingAlgorithm, kid, typ: 'JWT' })
    .setIssuer(env().baseUrl.origin)
    .setIssuedAt(ctx.now)
    .setExpirationTime(addSeconds(ctx.now, idTokenSeconds))
    .sign(key);
}

/** The claims of an ID token of ours, also of one that has expired; null for anything else. */
export async function readIdTokenHint(ctx: Ctx, token: string): Promise<JWTPayload | null> {
  const getKey: JWTVerifyGetKey = ({ kid }) => verifyingKey(ctx, kid ?? '');
  const answer = await jwtVerify(token, getKey, {
    algorithms: [signingAlgorithm],
    issuer: env().baseUrl.origin,
    typ: 'JWT',
    currentDate: ctx.now,
    clockTolerance: hintSeconds,
  }).catch(() => null);
  return answer?.payload ?? null;
}
