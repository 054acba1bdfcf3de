import type { CustomFetch } from 'openid-client';
import { env } from '@/lib/env';
import { type OutboundAnswer, type OutboundSettings, sendRequest } from '@/lib/outbound/send-request';

/** What may be reached when a provider is asked, and how long it may take each time. */
export interface ProviderNetwork extends OutboundSettings {
  readonly timeoutMilliseconds?: number;
}

/** No answer of a provider that could be used; the message is for whoever set the connection up. */
export class NoUsableAnswer extends Error {}

/** Metadata, keys, tokens and claims are a few kilobytes each; somebody in thousands of groups has the largest. */
const maximumBytes = 256 * 1024;

/** The public Internet, and what the operator has named beside it. */
export function providerNetwork(): ProviderNetwork {
  return { allowedPrivateHosts: env().allowedPrivateHosts };
}

/**
 * How everything that a customer's provider names is asked: only where Usher may go at all, to the address that was
 * checked, and without following redirects. Throws NoUsableAnswer.
 */
export function guardedFetch(network: ProviderNetwork): CustomFetch {
  return async (url, { method, headers, body }) => {
    const answer = await sendRequest(
      {
        url,
        method: method === 'POST' ? 'POST' : 'GET',
        headers,
        ...(body && { body: String(body) }),
        timeoutMilliseconds: network.timeoutMilliseconds ?? 10_000,
        maximumBytes: maximumBytes + 1,
      },
      network,
    );
    if (answer.kind === 'failed') throw new NoUsableAnswer(answer.reason);
    return toResponse(answer);
  };
}

function toResponse({ status, contentType, body }: Extract<OutboundAnswer, { kind: 'answered' }>): Response {
  if (body.length > maximumBytes) throw new NoUsableAnswer('Its answer is too large.');
  if (status >= 300 && status < 400)
    throw new NoUsableAnswer(`It answered with a redirect (HTTP ${status}), which is not followed.`);
  if (status < 200 || status > 599) throw new NoUsableAnswer(`It answered HTTP ${status}.`);
  const isEmpty = status === 204 || status === 205;
  // Its challenge (WWW-Authenticate) would hide the reason that the body gives.
  const headers = { 'content-type': contentType ?? 'application/json' };
  return new Response(isEmpty ? null : new Uint8Array(body), { status, headers });
}
