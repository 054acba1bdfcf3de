import { quote, type Steps } from '@/lib/sso/steps';
import { bearerOf, bearersOf } from './bearer';
import type { SamlConnection } from './saml-connection';
import type { SignedParts } from './signed-parts';
import { allowedSkewMilliseconds, parseInstant } from './time';
import {
  assertionNamespace,
  attributeOf,
  childElements,
  childrenNamed,
  isNamed,
  onlyChild,
  textOf,
} from './xml';

export interface AssertionFacts extends SignedParts {
  readonly settings: SamlConnection['settings'];
  /** Ours. */
  readonly entityId: string;
  readonly acsUrl: string;
  readonly now: Date;
}

/** Whether a signed assertion is from whom it should be, for us, here and now (Profiles section 4.1.4.3). */
export const contentSteps: Steps<AssertionFacts> = {
  encryption,
  issuer,
  destination,
  audience,
  'subject-confirmation': subjectConfirmation,
  recipient,
  'in-response-to': inResponseTo,
  time,
  'authn-statement': authnStatement,
};

function encryption({ settings, isEncrypted }: AssertionFacts): string | null {
  return settings.encryptionRequired && !isEncrypted
    ? 'The assertion is not encrypted, as this connection wants it.'
    : null;
}

/** A response that is not signed need not name who sends it. */
function issuer({ settings, response, assertion }: AssertionFacts): string | null {
  if (settings.idpEntityId === null) return 'The connection does not know its identity provider’s entity id.';
  const ofResponse = childrenNamed(response, assertionNamespace, 'Issuer');
  const ofAssertion = onlyChild(assertion, assertionNamespace, 'Issuer');
  const issuers = [...ofResponse, ofAssertion].map(textOf);
  const other = issuers.find((one) => one !== settings.idpEntityId);
  if (other === undefined) return null;
  return other === null ? 'The assertion does not name its issuer.' : `It is from ${quote(other)}.`;
}

/** A signed message must say where it was sent (Bindings section 3.5.5.2). */
function destination({ response, isResponseSigned, acsUrl }: AssertionFacts): string | null {
  const value = attributeOf(response, 'Destination');
  if (value === null) return isResponseSigned ? 'The response is signed and has no destination.' : null;
  return value === acsUrl ? null : `It was sent to ${quote(value)}.`;
}

/** Every restriction must name us (Core section 2.5.1.4); a condition that is not understood is not met (2.5.1.1). */
function audience({ assertion, entityId }: AssertionFacts): string | null {
  const conditions = onlyChild(assertion, assertionNamespace, 'Conditions');
  if (!conditions) return 'It does not say under which conditions it holds.';
  const restrictions = childrenNamed(conditions, assertionNamespace, 'AudienceRestriction');
  if (restrictions.length === 0) return 'It does not say for whom it is.';
  const known = ['AudienceRestriction', 'OneTimeUse', 'ProxyRestriction'];
  const other = childElements(conditions).find(
    (condition) => !known.some((name) => isNamed(condition, assertionNamespace, name)),
  );
  if (other) return `It holds under a condition that is not known, ${quote(other.tagName)}.`;
  const audiences = restrictions.map((one) => childrenNamed(one, assertionNamespace, 'Audience').map(textOf));
  const foreign = audiences.find((names) => !names.includes(entityId));
  return foreign ? `It is for ${quote(foreign.join(', '))}.` : null;
}

function subjectConfirmation({ assertion }: AssertionFacts): string | null {
  const bearers = bearersOf(assertion);
  if (bearers.length === 0) return 'It may not be presented by whoever bears it.';
  return bearers.some((data) => parseInstant(attributeOf(data, 'NotOnOrAfter')) !== null)
    ? null
    : 'It does not say until when it may be presented.';
}

function recipient({ assertion, acsUrl }: AssertionFacts): string | null {
  if (bearerOf(assertion, acsUrl)) return null;
  const [named] = bearersOf(assertion).map((data) => attributeOf(data, 'Recipient'));
  return named ? `It is to be presented at ${quote(named)}.` : 'It does not say where it is to be presented.';
}

/** What nobody signed may not name a request that the assertion does not name. */
function inResponseTo({ response, isResponseSigned, assertion, acsUrl }: AssertionFacts): string | null {
  const data = bearerOf(assertion, acsUrl);
  const ofAssertion = data && attributeOf(data, 'InResponseTo');
  const ofResponse = attributeOf(response, 'InResponseTo');
  if (ofResponse === null || ofResponse === ofAssertion) return null;
  return ofAssertion === null && isResponseSigned
    ? null
    : 'The response and its assertion do not answer the same request.';
}

function time({ assertion, acsUrl, now }: AssertionFacts): string | null {
  const conditions = onlyChild(assertion, assertionNamespace, 'Conditions');
  const statements = childrenNamed(assertion, assertionNamespace, 'AuthnStatement');
  const data = bearerOf(assertion, acsUrl);
  const earliest = [
    attributeOf(assertion, 'IssueInstant'),
    ...[conditions, data].map((element) => element && attributeOf(element, 'NotBefore')),
  ];
  const latest = [
    ...[conditions, data].map((element) => element && attributeOf(element, 'NotOnOrAfter')),
    ...statements.map((statement) => attributeOf(statement, 'SessionNotOnOrAfter')),
  ];
  for (const text of [...earliest, ...latest])
    if (text !== null && parseInstant(text) === null) return `${quote(text)} is not a time in UTC.`;
  const isEarly = (text: string) => (parseInstant(text) ?? 0) > now.getTime() + allowedSkewMilliseconds;
  const isLate = (text: string) => (parseInstant(text) ?? 0) <= now.getTime() - allowedSkewMilliseconds;
  const early = earliest.find((text) => text !== null && isEarly(text));
  if (early) return `It holds from ${early} on; here it is ${now.toISOString()}.`;
  const late = latest.find((text) => text !== null && isLate(text));
  return late ? `It held until ${late}; here it is ${now.toISOString()}.` : null;
}

function authnStatement({ assertion }: AssertionFacts): string | null {
  return childrenNamed(assertion, assertionNamespace, 'AuthnStatement').length > 0
    ? null
    : 'It does not say that somebody has logged in.';
}
