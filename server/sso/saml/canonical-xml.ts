import { ExclusiveCanonicalization, type NamespacePrefix } from 'xml-crypto';
import { signatureOf } from './signature-shape';
import { attributeOf, childrenNamed } from './xml';

const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';

/**
 * Exclusive Canonical XML 1.0 of an element as it stands in its document, without the signature that it holds (the
 * enveloped-signature transform). The prefixes that `method` lists, the element by which the signature chose all this,
 * keep what they mean around the element (section 3). The element stays as it is.
 */
export function canonicalize(element: Element, method: Element): string {
  const copy = element.cloneNode(true) as Element;
  const signature = signatureOf(copy);
  if (signature) copy.removeChild(signature);
  return new ExclusiveCanonicalization().process(copy, {
    inclusiveNamespacesPrefixList: prefixesOf(method),
    ancestorNamespaces: declarationsAround(element),
  });
}

function prefixesOf(method: Element): string[] {
  const [list] = childrenNamed(method, exclusive, 'InclusiveNamespaces');
  return list ? (attributeOf(list, 'PrefixList') ?? '').split(/\s+/).filter((prefix) => prefix !== '') : [];
}

/** The nearest declaration of each prefix that the element does not declare itself. */
function declarationsAround(element: Element): NamespacePrefix[] {
  const found = new Map<string, string>();
  for (let one = element.parentNode; one !== null && one.nodeType === one.ELEMENT_NODE; one = one.parentNode)
    for (const { prefix, localName, value } of Array.from((one as Element).attributes))
      if (prefix === 'xmlns' && !found.has(localName)) found.set(localName, value);
  return [...found]
    .filter(([prefix, namespaceURI]) => namespaceURI !== '' && !element.hasAttribute(`xmlns:${prefix}`))
    .map(([prefix, namespaceURI]) => ({ prefix, namespaceURI }));
}
