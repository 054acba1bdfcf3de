import { quote, type Steps } from '@/lib/sso/steps';
import {
  assertionNamespace,
  attributeOf,
  childElements,
  elementsWithin,
  isNamed,
  onlyChild,
  protocolNamespace,
  signatureNamespace,
} from './xml';

const success = 'urn:oasis:names:tc:SAML:2.0:status:Success';

/** A Response (Core section 3.3.3) and nothing that could hide another one; its status may come with no assertion. */
export const responseSteps: Steps<Element> = {
  'one-response': oneResponse,
  'known-parts': knownParts,
  status,
  'one-assertion': oneAssertion,
  'unique-ids': uniqueIds,
};

/** An assertion that stands alone, as it comes out of an encrypted one. */
export const assertionSteps: Steps<Element> = {
  'one-assertion': loneAssertion,
  'unique-ids': uniqueIds,
};

function oneResponse(root: Element): string | null {
  if (!isNamed(root, protocolNamespace, 'Response')) return 'It is not a SAML 2.0 response.';
  if (attributeOf(root, 'Version') !== '2.0') return 'It is not of version 2.0.';
  const responses = elementsWithin(root).filter(({ localName }) => localName === 'Response');
  return responses.length > 1 ? 'It holds a second response.' : null;
}

/** `Extensions`, where anything may be parked, is no part of the profile. */
function knownParts(root: Element): string | null {
  const parts = childElements(root);
  const foreign = parts.find((part) => !places.some(([namespace, name]) => isNamed(part, namespace, name)));
  if (foreign) return `It holds ${quote(foreign.tagName)}, which has no place in a response.`;
  const names = parts.map(({ localName }) => localName).filter((name) => !/Assertion$/.test(name));
  return names.length > new Set(names).size ? 'A part of it is there twice.' : null;
}

const places: readonly (readonly [string, string])[] = [
  [assertionNamespace, 'Issuer'],
  [signatureNamespace, 'Signature'],
  [protocolNamespace, 'Status'],
  [assertionNamespace, 'Assertion'],
  [assertionNamespace, 'EncryptedAssertion'],
];

/** An identity provider that refuses somebody says so here, mostly without a signature. */
function status(root: Element): string | null {
  const part = onlyChild(root, protocolNamespace, 'Status');
  const code = part && onlyChild(part, protocolNamespace, 'StatusCode');
  const value = code && attributeOf(code, 'Value');
  if (!part || !code || !value) return 'It has no status.';
  if (value === success) return null;
  const detail = onlyChild(code, protocolNamespace, 'StatusCode');
  const codes = [value, detail ? attributeOf(detail, 'Value') : null].filter((one) => one !== null);
  const message = onlyChild(part, protocolNamespace, 'StatusMessage')?.textContent;
  const said = message ? ` and says ${quote(message)}` : '';
  return `The identity provider answers ${quote(codes.map((one) => one.replace(/^.*:/, '')).join(', '))}${said}.`;
}

function oneAssertion(root: Element): string | null {
  const [first, second] = assertionsWithin(root);
  if (!first) return 'It holds no assertion.';
  if (second) return 'It holds more than one assertion.';
  return first.parentNode === root && first.namespaceURI === assertionNamespace
    ? null
    : 'Its assertion is not where it belongs.';
}

function loneAssertion(root: Element): string | null {
  if (!isNamed(root, assertionNamespace, 'Assertion')) return 'What was encrypted is not an assertion.';
  return assertionsWithin(root).length > 1 ? 'The assertion holds another one.' : null;
}

function assertionsWithin(root: Element): Element[] {
  return elementsWithin(root).filter(({ localName }) => /^(?:Encrypted)?Assertion$/i.test(localName));
}

/** A signature names what it covers by its ID: two readings of that are two documents. */
function uniqueIds(root: Element): string | null {
  const ids = elementsWithin(root).map((element) =>
    Array.from(element.attributes).filter(({ name }) => /^(?:.*:)?id$/i.test(name)),
  );
  if (ids.some((ofOne) => ofOne.length > 1)) return 'An element has two IDs.';
  const all = ids.flat();
  if (all.some(({ name }) => name.includes(':'))) return 'An ID has a prefix.';
  if (all.some(({ value }) => !/^[A-Za-z_][\w.-]*$/.test(value))) return 'An ID is not a name.';
  return new Set(all.map(({ value }) => value)).size < all.length ? 'Two elements have the same ID.' : null;
}
