import type { IncomingMessage } from 'node:http';
import { cookies, headers } from 'next/headers';
import { cache } from 'react';
import { findApiClient } from '@/lib/applications/find-api-client';
import type { Actor, Ctx } from '@/lib/authz/context';
import { database } from '@/lib/db';
import { type AuthenticatedDirectory, authenticateDirectory } from '@/lib/directories/authenticate-directory';
import { verifyAccessToken } from '@/lib/oidc-store/access-token';
import { findTokenHolder } from '@/lib/oidc-store/find-token-holder';
import { readPortalSession } from '@/lib/portal/read-portal-session';
import { readSession } from '@/lib/sessions/read-session';
import { findSignedIn } from './auth/find-signed-in';
import { cookieName } from './http/cookies';
import { readCookie } from './http/read-cookie';

/** What main.ts found out about a request before anything else read it. */
export interface Visitor {
  readonly requestId: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
}

const anonymous: Actor = { kind: 'anonymous' };

/** The request at hand, inside Next. */
async function getVisitor(): Promise<Visitor> {
  const list = await headers();
  return readVisitor((name) => list.get(name));
}

/** The context of the request at hand, inside Next; read once a request. */
export const getCtx: () => Promise<Ctx> = cache(async () => {
  const hasCookie = (await cookies()).has(cookieName('session'));
  const actor = hasCookie ? await findSignedIn(getCtx) : null;
  return { ...(await getVisitor()), actor: actor ?? anonymous, db: database(), now: new Date() };
});

/**
 * The context of a request for the pages below /portal and their actions, inside Next: who is there is what the portal's
 * cookie says, and nothing else. No other page asks by it (tests/architecture.test.ts).
 */
export const getPortalCtx: () => Promise<Ctx> = cache(async () => {
  const known = { db: database(), now: new Date() };
  const token = (await cookies()).get(cookieName('portal'))?.value;
  const actor = token ? await readPortalSession(known.db, token, known.now) : null;
  return { ...(await getVisitor()), ...known, actor: actor ?? anonymous };
});

/** The context of a request that is answered without Next, for whoever it is that asks. */
export function readVisitorCtx(request: IncomingMessage): Ctx {
  const visitor = readVisitor((name) => request.headers[name]?.toString() ?? null);
  return { ...visitor, actor: anonymous, db: database(), now: new Date() };
}

/** The same for whoever an access token, else the cookie of a session, says. */
export async function readCtx(request: IncomingMessage): Promise<Ctx> {
  const known = readVisitorCtx(request);
  const bearer = readBearer(request);
  const actor = bearer ? await findBearer(known, bearer) : await findPerson(known, request.headers.cookie);
  return { ...known, actor: actor ?? anonymous };
}

/** The same for whoever has opened a set-up link in this browser; only the test of a connection and the live pages of the portal ask by it. */
export async function readPortalCtx(request: IncomingMessage): Promise<Ctx> {
  const known = readVisitorCtx(request);
  const token = readCookie(request.headers.cookie, cookieName('portal'));
  const actor = token ? await readPortalSession(known.db, token, known.now) : null;
  return { ...known, actor: actor ?? anonymous };
}

/** A customer's directory by the secret that it shows; null where that opens nothing. */
export async function readDirectory(
  request: IncomingMessage,
  directoryId: string,
): Promise<{ readonly ctx: Ctx; readonly directory: AuthenticatedDirectory } | null> {
  const known = readVisitorCtx(request);
  const secret = readBearer(request);
  const directory = secret ? await authenticateDirectory(known, { directoryId, secret }) : null;
  return directory && { ctx: { ...known, actor: directory.actor }, directory };
}

/** RFC 6750 section 2.1; the scheme in any case (RFC 9110 section 11.1). */
export function readBearer(request: IncomingMessage): string | undefined {
  return /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

type Known = Pick<Ctx, 'db' | 'now'>;

/**
 * Whose token this is: a program's, or of somebody's login. What stands behind it is read anew, so that a credential that
 * is deleted and a session that is ended count at once.
 */
async function findBearer(known: Known, token: string): Promise<Actor | null> {
  const claims = await verifyAccessToken(known, token);
  if (!claims?.sub) return null;
  if (claims.sub === claims.client_id) return findApiClient(known.db, claims.sub);
  return findTokenHolder(known, claims);
}

async function findPerson({ db, now }: Known, cookies: string | undefined): Promise<Actor | null> {
  const token = readCookie(cookies, cookieName('session'));
  return token ? ((await readSession(db, token, now))?.actor ?? null) : null;
}

function readVisitor(header: (name: string) => string | null): Visitor {
  return {
    requestId: header('x-request-id') ?? 'unknown',
    ip: header('x-usher-ip'),
    userAgent: header('user-agent')?.slice(0, 300) ?? null,
  };
}
