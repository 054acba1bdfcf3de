import { ClientError, ResponseBodyError } from 'openid-client';
import { quote, type Refusal, refuse } from '@/lib/sso/steps';
import { textOf } from './plain-text';
import { NoUsableAnswer } from './provider-network';

/** A provider's own words for an error (RFC 6749 sections 4.1.2.1 and 5.2). */
export function providersWords(error: unknown, description: unknown): string {
  const words = description ? [error, description] : [error];
  return words.map((each) => quote(textOf(each))).join(': ');
}

/**
 * What openid-client did not accept while `step` was under way, by the name of the step and in words for an admin. What
 * it found wrong with the ID token has a step of its own. Throws what is no fault of the provider.
 */
export function explainRefusal(error: unknown, step: string): Refusal {
  const chain = causesOf(error);
  const unreachable = chain.find((cause) => cause instanceof NoUsableAnswer);
  if (unreachable) return refuse(step, unreachable.message);
  if (error instanceof ResponseBodyError)
    return refuse(step, `It answered ${providersWords(error.error, error.error_description)}.`);
  if (error instanceof RangeError) return refuse(step, 'Its answer is nested too deeply.');
  if (!(error instanceof ClientError)) throw error;
  return explainClientError(error, step);
}

function explainClientError({ cause, code }: ClientError, step: string): Refusal {
  if (cause instanceof Response) {
    const isStatus = code === 'OAUTH_RESPONSE_IS_NOT_CONFORM';
    return refuse(step, isStatus ? `It answered HTTP ${cause.status}.` : notJson);
  }
  const { message, details } = readCause(cause);
  const claim = step === 'token-exchange' ? claimIn(message) : null;
  if (claim) return explainClaim(claim, message, details);
  if (/"alg"/.test(message) && isObject(details.header))
    return refuse('id-token-algorithm', `The ID token is signed with ${quote(textOf(details.header.alg))}.`);
  if (/\bJW[TE]\b/.test(message)) return refuse('id-token', `The ID token cannot be read: ${message}.`);
  if (/"id_token"/.test(message)) return refuse(step, 'It gave no ID token. Is “openid” among the scopes?');
  if (details.attribute === 'sub') return refuse(step, 'It speaks of somebody else than the ID token.');
  if (code === 'OAUTH_PARSE_ERROR') return refuse(step, notJson);
  return refuse(step, `It answered otherwise than it should: ${message}.`);
}

const notJson = 'It answered something that is not JSON.';

/** The step at which each claim of an ID token is checked (OpenID Connect Core 1.0 section 3.1.3.7). */
const stepOfClaim: Readonly<Record<string, string>> = {
  iss: 'issuer',
  aud: 'audience',
  azp: 'audience',
  exp: 'time',
  nbf: 'time',
  iat: 'time',
  auth_time: 'time',
  nonce: 'nonce',
  sub: 'subject',
};

function claimIn(message: string): string | null {
  const name = /\b(?:JWT|ID Token) "(\w+)"/.exec(message)?.[1] ?? '';
  return Object.hasOwn(stepOfClaim, name) ? name : null;
}

function explainClaim(name: string, message: string, details: Details): Refusal {
  const step = stepOfClaim[name] ?? 'id-token';
  const claims = isObject(details.claims) ? details.claims : {};
  if (claims[name] === undefined) return refuse(step, `The ID token has no “${name}”.`);
  if (step === 'nonce') return refuse(step, 'The ID token answers another login (its nonce is not ours).');
  if (name === 'exp') return refuse(step, 'The ID token has expired.');
  if (name === 'nbf') return refuse(step, 'The ID token is not valid yet.');
  if (details.expected === undefined) return refuse(step, `The ID token is not as it should be: ${message}.`);
  return refuse(
    step,
    `The ID token has ${quote(textOf(claims[name]))} as its “${name}”, not ${quote(textOf(details.expected))}.`,
  );
}

type Details = Readonly<Record<string, unknown>>;

function readCause(cause: unknown): { readonly message: string; readonly details: Details } {
  if (!(cause instanceof Error)) return { message: 'no reason is known', details: {} };
  return { message: cause.message, details: isObject(cause.cause) ? cause.cause : {} };
}

function isObject(value: unknown): value is Details {
  return typeof value === 'object' && value !== null;
}

function causesOf(error: unknown): unknown[] {
  return error instanceof Error ? [error, ...causesOf(error.cause)] : [];
}
