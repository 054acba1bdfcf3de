import type { Gate } from '@/lib/sso/asserted-identity';
import { firstRefusal, quote, type Steps } from '@/lib/sso/steps';
import { providersWords } from './explain-refusal';
import type { OidcProvider } from './read-provider';

/** The login that an answer has to belong to, and what the browser brought. */
export interface LoginCallback {
  /** As it was when the login began. */
  readonly redirectUri: string;
  /** Where the browser came back to, with its query. */
  readonly callbackUrl: string;
  readonly state: string;
}

interface Answer {
  readonly query: URLSearchParams;
  readonly state: string;
  readonly provider: OidcProvider;
}

/**
 * What the browser brought, as an answer to the redirect URI that the login began with. Refuses the answer of another
 * login (`state`) or of another provider (`issuer`), and what the provider refused (`provider-refused`).
 */
export function checkCallback(
  { callbackUrl, redirectUri, state }: LoginCallback,
  provider: OidcProvider,
): Gate<URL> {
  const { search, searchParams: query } = new URL(callbackUrl);
  const refusal = firstRefusal(steps, { query, state, provider });
  if (refusal) return refusal;
  const callback = new URL(redirectUri);
  callback.search = search;
  return { ok: true, passed: callback, steps: Object.keys(steps) };
}

const steps: Steps<Answer> = {
  state: ({ query, state }) =>
    isOnly(query, 'state', state) ? null : 'The answer belongs to another login: its state is not ours.',
  issuer: checkIssuer,
  'provider-refused': ({ query }) => {
    const error = query.get('error');
    if (error === null) return null;
    return `The provider answered ${providersWords(error, query.get('error_description'))}.`;
  },
  callback: ({ query }) => (holdsOneCode(query) ? null : 'The answer does not hold one code.'),
};

/** Who answered, where it says so; it must where it has announced it (RFC 9207 section 2.4). */
function checkIssuer({ query, provider: { issuer, namesItself } }: Answer): string | null {
  const named = query.get('iss');
  if (isOnly(query, 'iss', issuer) || (named === null && !namesItself)) return null;
  if (named === null) return 'The answer does not name its issuer, as the provider announces.';
  return `The answer is that of ${quote(named)}, not of ${quote(issuer)}.`;
}

function holdsOneCode(query: URLSearchParams): boolean {
  return query.getAll('code').length === 1 && query.get('code') !== '' && !query.has('response');
}

function isOnly(query: URLSearchParams, name: string, value: string): boolean {
  const values = query.getAll(name);
  return values.length === 1 && values[0] === value;
}
