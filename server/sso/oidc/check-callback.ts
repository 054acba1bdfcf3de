import type { Gate } from '@/lib/sso/asserted-identity';
import { providersWords, type Refusal, refused } from './explain-refusal';
import { quoted } from './plain-text';
import type { OidcProvider } from './read-provider';

/** The login that an answer has to belong to, and what the browser brought. */
export interface LoginCallback {
  /** As it was when the login began. */
  readonly redirectUri: string;
  /** Where the browser came back to, with its query. */
  readonly callbackUrl: string;
  readonly state: string;
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
  const refusal =
    checkState(query, state) ?? checkIssuer(query, provider) ?? checkError(query) ?? checkCode(query);
  if (refusal) return refusal;
  const callback = new URL(redirectUri);
  callback.search = search;
  return { ok: true, passed: callback };
}

function checkState(query: URLSearchParams, state: string): Refusal | null {
  if (isOnly(query, 'state', state)) return null;
  return refused('state', 'The answer belongs to another login: its state is not ours.');
}

/** Who answered, where it says so; it must where it has announced it (RFC 9207 section 2.4). */
function checkIssuer(query: URLSearchParams, { issuer, namesItself }: OidcProvider): Refusal | null {
  if (isOnly(query, 'iss', issuer) || (!namesItself && !query.has('iss'))) return null;
  const [named] = query.getAll('iss');
  if (named === undefined)
    return refused('issuer', 'The answer does not name its issuer, as the provider announces.');
  return refused('issuer', `The answer is that of ${quoted(named)}, not of ${quoted(issuer)}.`);
}

function checkError(query: URLSearchParams): Refusal | null {
  const error = query.get('error');
  if (error === null) return null;
  return refused(
    'provider-refused',
    `The provider answered ${providersWords(error, query.get('error_description'))}.`,
  );
}

function checkCode(query: URLSearchParams): Refusal | null {
  if (query.getAll('code').length === 1 && query.get('code') && !query.has('response')) return null;
  return refused('callback', 'The answer does not hold one code.');
}

function isOnly(query: URLSearchParams, name: string, value: string): boolean {
  const values = query.getAll(name);
  return values.length === 1 && values[0] === value;
}
