import { quote, type Steps } from '@/lib/sso/steps';
import { digestMethods, signatureMethods } from './signature-algorithms';
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

const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';

/** Signatures as SAML profiles them (Core section 5.4), whoever made them; of a response or of a lone assertion. */
export const signatureSteps: Steps<Element> = {
  'signature-shape': signatureShape,
  reference: referencesItsParent,
  algorithms,
};

/** The signature of a response or of an assertion; null: it is not signed. */
export function signatureOf(element: Element): Element | null {
  return onlyChild(element, signatureNamespace, 'Signature');
}

/** Each part once, and where it belongs: a verifier looks for some of them anywhere below the signature. */
const parents: Readonly<Record<string, string>> = {
  SignedInfo: 'Signature',
  SignatureValue: 'Signature',
  CanonicalizationMethod: 'SignedInfo',
  SignatureMethod: 'SignedInfo',
  Reference: 'SignedInfo',
  Transforms: 'Reference',
  DigestMethod: 'Reference',
  DigestValue: 'Reference',
};

function signatureShape(root: Element): string | null {
  const signatures = signaturesWithin(root);
  for (const signature of signatures) {
    if (signature.namespaceURI !== signatureNamespace || !mayBeSigned(signature.parentNode, root))
      return 'A signature is not where it belongs.';
    const reason = checkParts(signature);
    if (reason) return reason;
  }
  const owners = signatures.map(({ parentNode }) => parentNode);
  return new Set(owners).size < owners.length ? 'Something is signed twice.' : null;
}

/** The root, and the assertion in a response. */
function mayBeSigned(owner: Node | null, root: Element): boolean {
  if (owner === root) return true;
  const isAssertion = owner !== null && isNamed(owner as Element, assertionNamespace, 'Assertion');
  return isAssertion && owner.parentNode === root && isNamed(root, protocolNamespace, 'Response');
}

function checkParts(signature: Element): string | null {
  const parts = elementsWithin(signature);
  for (const [name, parent] of Object.entries(parents)) {
    const [found, second] = parts.filter(({ localName }) => localName === name);
    if (!found || second) return `Its signature needs exactly one ${name}.`;
    const isInPlace = (found.parentNode as Element).localName === parent;
    if (found.namespaceURI !== signatureNamespace || !isInPlace)
      return `Its signature has a ${name} in the wrong place.`;
  }
  const foreign = childElements(signature).find(
    ({ localName }) => !(parents[localName] || localName === 'KeyInfo'),
  );
  return foreign ? `Its signature holds ${quote(foreign.tagName)}.` : null;
}

function referencesItsParent(root: Element): string | null {
  const isOwn = (signature: Element) => {
    const id = attributeOf(signature.parentNode as Element, 'ID');
    return id !== null && attributeOf(partOf(signature, 'Reference'), 'URI') === `#${id}`;
  };
  return signaturesWithin(root).every(isOwn) ? null : 'A signature is of something else than what holds it.';
}

function algorithms(root: Element): string | null {
  for (const signature of signaturesWithin(root)) {
    const algorithm = (name: string) => attributeOf(partOf(signature, name), 'Algorithm') ?? '';
    const transforms = childElements(partOf(signature, 'Transforms')).map((one) =>
      attributeOf(one, 'Algorithm'),
    );
    const chosen: readonly (readonly [string, readonly string[]])[] = [
      [algorithm('CanonicalizationMethod'), [exclusive]],
      [algorithm('SignatureMethod'), signatureMethods],
      [algorithm('DigestMethod'), digestMethods],
      [transforms.join(', '), [`${enveloped}, ${exclusive}`]],
    ];
    const refused = chosen.find(([one, allowed]) => !allowed.includes(one));
    if (refused) return `It is signed with ${quote(refused[0])}; it must be ${refused[1].join(' or ')}.`;
    if (childElements(partOf(signature, 'SignatureMethod')).length > 0)
      return 'Its signature method has parameters.';
  }
  return null;
}

function signaturesWithin(root: Element): Element[] {
  return elementsWithin(root).filter(({ localName }) => localName === 'Signature');
}

/** Only of a signature whose shape is right. */
function partOf(signature: Element, name: string): Element {
  const part = elementsWithin(signature).find(({ localName }) => localName === name);
  if (!part) throw new Error(`A signature without ${name} was let through.`);
  return part;
}
