import { type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Ctx } from '../authz/context';
import { env } from '../env';
import { verifyingKey } from './known-keys';
import { signToken } from './sign-token';
import { signingAlgorithm } from './signing-key';

/** How long an ID token is good. It says who logged in, not that they still are. */
const idTokenSeconds = 3600;
/** How long one still names a session that is to end (OpenID Connect RP-Initiated Logout 1.0 section 2). */
const hintSeconds = 60 * 86_400;

/** A signed ID token (OpenID Connect Core 1.0 section 2). Public: its caller has checked whose login it speaks of. */
export async function signIdToken(ctx: Ctx, claims: JWTPayload): Promise<string> {
  return signToken(ctx, { typ: 'JWT', claims, seconds: idTokenSeconds });
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
