import type { LookupAddress } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { allowedHosts } from './allowed-hosts';
import { checkTarget } from './check-target';
import { type Resolve, resolveTarget } from './resolve-target';

export interface OutboundRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** From the look-up of the name to the last byte that is read. */
  readonly timeoutMilliseconds: number;
  /** What is read of the answer; the rest is not taken. */
  readonly maximumBytes: number;
}

export interface OutboundSettings {
  /** Names, addresses and networks beside the public Internet. */
  readonly allowedPrivateHosts: readonly string[];
  readonly resolve?: Resolve;
}

export type OutboundAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly contentType: string | null;
      readonly body: Buffer;
    }
  /** Nothing was sent, or no answer came, for this reason; it names no address. */
  | { readonly kind: 'failed'; readonly reason: string };

/**
 * Sends one request to an address that somebody else chose, and reads the beginning of the answer. Connects only to
 * the addresses that were checked, so that a name that leads elsewhere a moment later is of no use; follows no
 * redirect, uses no proxy and no connection of another request. Never throws for what the other side does.
 */
export async function sendRequest(
  request: OutboundRequest,
  settings: OutboundSettings,
): Promise<OutboundAnswer> {
  const allowed = allowedHosts(settings.allowedPrivateHosts);
  const target = checkTarget(request.url, allowed);
  if (!target.ok) return failed(target.reason);
  const signal = AbortSignal.timeout(request.timeoutMilliseconds);
  try {
    const place = await beforeTimeout(resolveTarget(target, allowed, settings.resolve), signal);
    if (!place.ok) return failed(place.reason);
    return await exchange(target.url, request, pinnedTo(place.addresses), signal);
  } catch (error) {
    return failed(signal.aborted ? tooSlow(request) : reasonOf(error));
  }
}

function exchange(
  url: URL,
  { method, headers, body, maximumBytes }: OutboundRequest,
  lookup: LookupFunction,
  signal: AbortSignal,
): Promise<OutboundAnswer> {
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    let isAnswered = false;
    const sent = send(url, { method, headers, lookup, signal, agent: false }, (response) => {
      isAnswered = true;
      const status = response.statusCode ?? 0;
      const contentType = response.headers['content-type'] ?? null;
      const chunks: Buffer[] = [];
      let size = 0;
      const finish = () => {
        const read = Buffer.concat(chunks).subarray(0, maximumBytes);
        resolve({ kind: 'answered', status, contentType, body: read });
        sent.destroy();
      };
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size >= maximumBytes) finish();
      });
      response.on('end', finish);
      response.on('error', reject);
    });
    sent.on('error', reject);
    // After a 101 that nobody asked for Node ends the connection, and says no more than that.
    sent.on('close', () => {
      if (!isAnswered) resolve(failed('It closed the connection without an answer.'));
    });
    sent.end(body);
  });
}

/** A look-up that asks nobody. Node wants all addresses, unless it was told to try one family only. */
function pinnedTo(addresses: readonly LookupAddress[]): LookupFunction {
  return (_host, { all }, answer) => {
    const [first] = addresses;
    if (all || !first) answer(null, [...addresses]);
    else answer(null, first.address, first.family);
  };
}

/** The system's look-up of a name cannot be told to stop. */
async function beforeTimeout<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing listens there.',
  ECONNRESET: 'The connection was cut.',
  EHOSTUNREACH: 'The host cannot be reached.',
  ENETUNREACH: 'The host cannot be reached.',
  ETIMEDOUT: 'The host cannot be reached.',
  CERT_HAS_EXPIRED: 'Its certificate has expired.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'Its certificate is not trusted: it signed it itself.',
  SELF_SIGNED_CERT_IN_CHAIN: 'Its certificate is not trusted.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'Its certificate is not trusted: the chain is incomplete.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'Its certificate is for another name.',
};

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^HPE_/.test(code)) return 'It gave an answer that is not HTTP.';
  if (/SSL|TLS|EPROTO/.test(code) && !reasons[code]) return 'It does not speak TLS as it should.';
  return reasons[code] ?? 'The connection failed.';
}

function tooSlow({ timeoutMilliseconds }: OutboundRequest): string {
  return `It did not answer within ${Math.round(timeoutMilliseconds / 1000)} seconds.`;
}

function failed(reason: string): OutboundAnswer {
  return { kind: 'failed', reason };
}
