import type { IncomingMessage, ServerResponse } from 'node:http';
import { attemptSeconds } from '@/lib/sign-in/begin-attempt';
import { ssoRequestSeconds } from '@/lib/sso/begin-sso';
import { cookieName, cookieOptions } from '../http/cookies';
import { readCookie } from '../http/read-cookie';

/** What this browser holds of the logins that it has begun at identity providers, or null. */
export function readBrowserSecret(request: IncomingMessage): string | null {
  const value = readCookie(request.headers.cookie, cookieName('sso'));
  return value && /^[A-Za-z0-9_-]{43}$/.test(value) ? value : null;
}

/** Binds the logins that this browser has under way to it. */
export function setBrowserSecret(response: ServerResponse, secret: string): void {
  addCookie(response, cookieName('sso'), secret, ssoRequestSeconds);
}

/** Binds a sign-in attempt to this browser; the next request goes to /auth/callback. */
export function setAttempt(response: ServerResponse, attemptSecret: string): void {
  addCookie(response, cookieName('attempt'), attemptSecret, attemptSeconds);
}

function addCookie(response: ServerResponse, name: string, value: string, seconds: number): void {
  const { path, secure } = cookieOptions();
  const flags = `Path=${path}; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  response.appendHeader('Set-Cookie', `${name}=${value}; ${flags}`);
}
