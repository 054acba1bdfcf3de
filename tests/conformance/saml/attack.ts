import { type AssertionDraft, assertionXml, base64, responseXml, signed } from './documents';
import type { Keys } from './world';

/** A hostile response and the step that must refuse it. */
export interface Attack {
  readonly name: string;
  readonly step: string;
  /** As it is posted. */
  readonly forge: (keys: Keys) => string;
  readonly settings?: Readonly<Record<string, unknown>>;
}

export const victim = 'ada@customer.example.com';
export const attacker = 'mallory@attacker.example.com';

/** What the attacker wants to be believed; nobody signed it. */
export const evil = (changes: Partial<AssertionDraft> = {}) =>
  assertionXml({ id: '_evil', nameId: attacker, ...changes });

export const signedResponse = ({ idp }: Keys, assertion = assertionXml()) =>
  signed(responseXml(assertion), 'Response', idp);
export const signedAssertion = ({ idp }: Keys, changes: Partial<AssertionDraft> = {}) =>
  signed(responseXml(assertionXml(changes)), 'Assertion', idp);

/** The text of the first element of that name, with everything in it. */
export function cut(
  xml: string,
  name: 'Assertion' | 'Signature' | 'SignedInfo' | 'Reference' | 'KeyInfo',
): string {
  const found = xml.match(new RegExp(`<((?:[a-z]+:)?${name})\\b.*?</\\1>`, 's'))?.[0];
  if (!found) throw new Error(`There is no ${name} to cut out.`);
  return found;
}

/** An attack on the text of a document: a change that changes nothing would be no attack. */
export function altered(xml: string, from: string | RegExp, to: string): string {
  const changed = xml.replace(from, () => to);
  if (changed === xml) throw new Error(`There is no ${from} to replace.`);
  return base64(changed);
}
