import type { IncomingMessage } from 'node:http';
import { cookies, headers } from 'next/headers';
import { getServerSession } from 'next-auth';
import { cache } from 'react';
import type { Actor, Ctx, UserActor } from '@/lib/authz/context';
import { database } from '@/lib/db';
import { readSession } from '@/lib/sessions/read-session';
import { cookieName } from './auth/cookies';
import { serverAuthOptions } from './auth/options';

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
  const session: unknown = hasCookie ? await getServerSession(serverAuthOptions(getCtx)) : null;
  return { ...(await getVisitor()), actor: actorOf(session), db: database(), now: new Date() };
});

/** The context of a request that is answered without Next. */
export async function readCtx(request: IncomingMessage): Promise<Ctx> {
  const token = readCookie(request.headers.cookie, cookieName('session'));
  const now = new Date();
  const session = token ? await readSession(database(), token, now) : null;
  const visitor = readVisitor((name) => request.headers[name]?.toString() ?? null);
  return { ...visitor, actor: session?.actor ?? anonymous, db: database(), now };
}

function actorOf(session: unknown): Actor {
  const { actor } = (session ?? {}) as { actor?: UserActor | null };
  return actor ?? anonymous;
}

function readVisitor(header: (name: string) => string | null): Visitor {
  return {
    requestId: header('x-request-id') ?? 'unknown',
    ip: header('x-usher-ip'),
    userAgent: header('user-agent')?.slice(0, 300) ?? null,
  };
}

function readCookie(header: string | undefined, name: string): string | null {
  const pair = header?.split(';').find((part) => part.trim().startsWith(`${name}=`));
  // Usher's own values need no encoding: what would have to be decoded is not one of them.
  return pair?.trim().slice(name.length + 1) ?? null;
}
