import { DOMParser } from '@xmldom/xmldom';

export const protocolNamespace = 'urn:oasis:names:tc:SAML:2.0:protocol';
export const assertionNamespace = 'urn:oasis:names:tc:SAML:2.0:assertion';
export const metadataNamespace = 'urn:oasis:names:tc:SAML:2.0:metadata';
export const signatureNamespace = 'http://www.w3.org/2000/09/xmldsig#';
export const encryptionNamespace = 'http://www.w3.org/2001/04/xmlenc#';

/**
 * The root of a document, or null for anything that the parser so much as warns about: what it would repair another
 * parser may read in another way; and for what is nested too deeply or has too many
 * attributes.
 */
export function parseXml(text: string): Element | null {
  let isFlawless = true;
  const complain = () => {
    isFlawless = false;
  };
  const errorHandler = { warning: complain, error: complain, fatalError: complain };
  try {
    const document: Document = new DOMParser({ errorHandler }).parseFromString(text, 'text/xml');
    const isAlone = [...childNodes(document)].every(
      (node) => node.nodeType !== node.TEXT_NODE || isBlank(node),
    );
    const root = isFlawless && isAlone ? document.documentElement : null;
    return root && isFlat(root) && isSlim(root) ? root : null;
  } catch {
    return null;
  }
}

/**
 * The root of canonical XML, as a signature covers it. A line break in it stands for itself, a carriage return is
 * written as a reference: nothing may be changed once more (Canonical XML 1.0 section 2.3).
 */
export function parseCanonicalXml(text: string): Element | null {
  const options = { errorHandler: () => undefined, normalizeLineEndings: (source: string) => source };
  try {
    return new DOMParser(options).parseFromString(text, 'text/xml').documentElement;
  } catch {
    return null;
  }
}

/** The element and everything below it, in the order of the document. */
export function elementsWithin(element: Element): Element[] {
  const found: Element[] = [];
  const waiting = [element];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    found.push(next);
    waiting.push(...childElements(next).reverse());
  }
  return found;
}

export function childElements(node: Node): Element[] {
  return childNodes(node).filter((child): child is Element => child.nodeType === child.ELEMENT_NODE);
}

export function childrenNamed(parent: Node, namespace: string, name: string): Element[] {
  return childElements(parent).filter((child) => isNamed(child, namespace, name));
}

/** The child of that name; null where there is none, or more than one. */
export function onlyChild(parent: Node, namespace: string, name: string): Element | null {
  const [first, second] = childrenNamed(parent, namespace, name);
  return first && !second ? first : null;
}

export function isNamed(element: Element, namespace: string, name: string): boolean {
  return element.localName === name && element.namespaceURI === namespace;
}

/** The attribute's value; null where it is not there, which `getAttribute` of this parser does not tell. */
export function attributeOf(element: Element, name: string): string | null {
  return element.hasAttribute(name) ? element.getAttribute(name) : null;
}

/** All of the text of an element that holds nothing else; null for one with elements in it. */
export function textOf(element: Element | null): string | null {
  return element && childElements(element).length === 0 ? element.textContent : null;
}

/** Far deeper than any message of SAML, and far from where recursion ends. */
const maximumDepth = 50;

function isFlat(root: Element): boolean {
  let level = [root];
  for (let depth = 0; depth < maximumDepth && level.length > 0; depth += 1)
    level = level.flatMap(childElements);
  return level.length === 0;
}

/** Canonicalization takes the square of them. */
const maximumAttributesOfOne = 50;

function isSlim(root: Element): boolean {
  return elementsWithin(root).every(({ attributes }) => attributes.length <= maximumAttributesOfOne);
}

/** One after the other: the parser's list of them looks each up anew. */
function childNodes(node: Node): Node[] {
  const found: Node[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) found.push(child);
  return found;
}

function isBlank(node: Node): boolean {
  return (node.textContent ?? '').trim() === '';
}
