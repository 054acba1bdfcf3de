import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { origin } from './settings.ts';

/** Who is signed in in a browser. */
export interface Session {
  readonly userId: string;
  readonly email: string;
  readonly organizationId: string;
  /** Their names, in the organization. */
  readonly roles: readonly string[];
  /** Names the session to end when signing out. */
  readonly idToken: string;
  readonly expiresAt: number;
}

const lifetimeMilliseconds = 3_600_000;

/** In memory, since this is an example: an application keeps them in its database. */
const sessions = new Map<string, Session>();

/** Cookies ignore ports, so the name tells those of this example from others' on localhost. */
const cookieName = 'example_session';

export const cookieOptions = {
  httpOnly: true,
  sameSite: 'lax',
  secure: origin.startsWith('https:'),
} as const;

export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Always under a new id, so that nobody can prepare a browser with one that they know. */
export function startSession(response: Response, person: Omit<Session, 'expiresAt'>): void {
  const id = randomToken();
  sessions.set(id, { ...person, expiresAt: Date.now() + lifetimeMilliseconds });
  response.cookie(cookieName, id, { ...cookieOptions, path: '/', maxAge: lifetimeMilliseconds });
}

export function findSession(request: Request): Session | null {
  const id = readCookie(request, cookieName);
  const session = sessions.get(id);
  if (!session) return null;
  if (session.expiresAt > Date.now()) return session;
  sessions.delete(id);
  return null;
}

export function endSession(request: Request, response: Response): void {
  sessions.delete(readCookie(request, cookieName));
  response.clearCookie(cookieName, { ...cookieOptions, path: '/' });
}

/** Its value, or nothing. */
export function readCookie(request: Request, name: string): string {
  const pairs = (request.headers.cookie ?? '').split('; ').map((pair) => pair.split('='));
  return pairs.find(([key]) => key === name)?.[1] ?? '';
}
