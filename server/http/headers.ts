import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import { type Env, isLoopbackHost } from '@/lib/env';
import { ownOrigin } from './own-origin';

const stripped =
  /^(?:x-forwarded-|x-middleware-|x-invoke-|x-usher-|x-real-ip$|x-nonce$|x-request-id$|forwarded$|content-security-policy)/;

/** What main.ts knows of a request before anyone answers it. */
export interface Arrival {
  readonly requestId: string;
  /** The Content-Security-Policy of its answer. */
  readonly policy: string;
  readonly ip: string | null;
}

/**
 * Rewrites what the client sent into what the pages may believe: Host is the configured one, forwarding headers
 * count only from a trusted proxy, and Usher's own headers (visitor's address, request id, nonce) cannot be forged.
 */
export function normaliseRequest(
  request: IncomingMessage,
  env: Env,
  requestId: string,
  nonce: string,
): Arrival {
  const ip = clientAddress(request, env);
  for (const name of Object.keys(request.headers)) if (stripped.test(name)) delete request.headers[name];
  const policy = contentSecurityPolicy(nonce, env.development);
  const origin = ownOrigin(request.headers, env.baseUrl.origin);
  Object.assign(request.headers, {
    host: env.baseUrl.host,
    ...(origin && { origin }),
    'x-forwarded-host': env.baseUrl.host,
    'x-forwarded-proto': env.baseUrl.protocol.slice(0, -1),
    'x-request-id': requestId,
    'x-nonce': nonce,
    'x-usher-path': pagePath(request.url),
    'content-security-policy': policy,
    ...(ip && { 'x-usher-ip': ip }),
  });
  return { requestId, policy, ip };
}

/** The address as the browser shows it: what a page comes back to after a sign-in. */
function pagePath(url = '/'): string {
  const [path = '/', query = ''] = url.split('?');
  const shown = query.split('&').filter((parameter) => parameter && !parameter.startsWith('_rsc='));
  return shown.length > 0 ? `${path}?${shown.join('&')}` : path;
}

/** The header set of every answer (OWASP ASVS 5.0 V3.4); handlers may tighten, none may loosen. */
export function setSecurityHeaders(response: ServerResponse, arrival: Arrival, env: Env): void {
  response.setHeader('Content-Security-Policy', arrival.policy);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('X-Frame-Options', 'DENY');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  response.setHeader('X-Request-Id', arrival.requestId);
  // Not for this machine: it would count for every other port of localhost too.
  if (env.baseUrl.protocol === 'https:' && !isLoopbackHost(env.baseUrl.hostname)) {
    response.setHeader('Strict-Transport-Security', 'max-age=63072000; includeSubDomains');
  }
}

function contentSecurityPolicy(nonce: string, development: boolean): string {
  const directives = [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    `style-src-elem 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${development ? ' ws:' : ''}`,
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ];
  return directives.join('; ');
}

/**
 * The peer's address, or the last one that a trusted proxy added. Null when nobody knows: a trusted proxy said nonsense,
 * or the peer is a program of this machine (a tunnel, a proxy that is not configured) that relays somebody else, who is
 * not this machine and must not see its mailbox.
 */
function clientAddress({ socket, headers }: IncomingMessage, { trustedProxies }: Env): string | null {
  const peer = plainAddress(socket.remoteAddress ?? '');
  if (!peer) return null;
  if (!trustedProxies.includes(peer)) return isLoopbackHost(peer) && isRelayed(headers) ? null : peer;
  const chain = String(headers['x-forwarded-for'] ?? '').split(',');
  const addresses = chain
    .map((part) => part.trim())
    .filter(Boolean)
    .map(plainAddress);
  const nearest = addresses.findLast((address) => !address || !trustedProxies.includes(address));
  return nearest === undefined ? peer : nearest;
}

function isRelayed(headers: IncomingHttpHeaders): boolean {
  return Object.keys(headers).some((name) => /^(?:x-forwarded-|forwarded$|x-real-ip$)/.test(name));
}

/** An address as Node writes it, or as proxies do, with a port or in brackets; null for what is none. */
function plainAddress(text: string): string | null {
  const [, bracketed, dotted] = /^\[([^\]]+)\](?::\d+)?$|^(\d+(?:\.\d+){3}):\d+$/.exec(text) ?? [];
  const address = (bracketed ?? dotted ?? text).replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(address) === 0 ? null : address;
}
