import type { CheckedAssertion, Gate } from '@/lib/sso/asserted-identity';
import { after, firstRefusal, refuse } from '@/lib/sso/steps';
import { contentSteps } from './assertion-steps';
import { bearerOf } from './bearer';
import { readIdentity } from './read-identity';
import { readResponseText } from './response-text';
import type { SamlConnection } from './saml-connection';
import { readSignedParts, type SignedParts } from './signed-parts';
import { allowedSkewMilliseconds, parseInstant } from './time';
import { assertionNamespace, attributeOf, onlyChild } from './xml';

export interface PostedResponse {
  readonly connection: SamlConnection;
  /** Base64, as it was posted. */
  readonly response: string;
  /** Ours. */
  readonly entityId: string;
  readonly acsUrl: string;
  readonly now: Date;
}

/**
 * The gate for SAML responses: an ordered list of named steps around the verification of the signature. What
 * passes was signed by a pinned certificate, is meant for this connection and this moment, and its identity is read
 * from the signed bytes alone. Whether the request was ours, and whether the assertion was used before, is for the
 * caller to ask the database. Refuses everything else at a step with a reason for an admin; never throws for what was
 * posted.
 */
export function checkResponse(posted: PostedResponse): Gate<CheckedAssertion> {
  const { connection, acsUrl, now } = posted;
  const text = readResponseText(posted.response);
  if (!text.ok) return text;
  const parts = readSignedParts(text.passed, connection, now);
  if (!parts.ok) return after(['readable'], parts);
  const proved = ['readable', ...(parts.steps ?? [])];
  const facts = { ...posted, ...parts.passed, settings: connection.settings };
  const refusal = firstRefusal(contentSteps, facts);
  if (refusal) return after(proved, refusal);
  const identity = readIdentity(parts.passed.assertion, connection);
  const outcome = identity.ok ? summarise(parts.passed, identity.passed, acsUrl) : identity;
  return after([...proved, ...Object.keys(contentSteps)], outcome);
}

function summarise(
  { response, assertion }: SignedParts,
  identity: CheckedAssertion['identity'],
  acsUrl: string,
): Gate<CheckedAssertion> {
  const assertionId = attributeOf(assertion, 'ID');
  const data = bearerOf(assertion, acsUrl);
  const conditions = onlyChild(assertion, assertionNamespace, 'Conditions');
  const ends = [data, conditions].map((element) =>
    parseInstant(element && attributeOf(element, 'NotOnOrAfter')),
  );
  if (!assertionId || !data) return refuse('subject-confirmation', 'It cannot be told from another one.');
  const end = Math.min(...ends.filter((one) => one !== null));
  const inResponseTo = attributeOf(data, 'InResponseTo') ?? attributeOf(response, 'InResponseTo');
  const expiresAt = new Date(end + allowedSkewMilliseconds);
  return { ok: true, passed: { identity, assertionId, expiresAt, inResponseTo }, steps: ['subject'] };
}
