import { assertionNamespace, attributeOf, childrenNamed, onlyChild } from './xml';

const bearer = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';

/** The SubjectConfirmationData by which whoever bears the assertion may present it (Profiles section 3.3). */
export function bearersOf(assertion: Element): Element[] {
  const subject = onlyChild(assertion, assertionNamespace, 'Subject');
  if (!subject) return [];
  return childrenNamed(subject, assertionNamespace, 'SubjectConfirmation')
    .filter((confirmation) => attributeOf(confirmation, 'Method') === bearer)
    .flatMap((confirmation) => onlyChild(confirmation, assertionNamespace, 'SubjectConfirmationData') ?? []);
}

/** The first of them that is for this address and has an end. */
export function bearerOf(assertion: Element, acsUrl: string): Element | null {
  const isHere = (data: Element) =>
    attributeOf(data, 'Recipient') === acsUrl && attributeOf(data, 'NotOnOrAfter') !== null;
  return bearersOf(assertion).find(isHere) ?? null;
}
