import type { AssertedIdentity, Gate } from '@/lib/sso/asserted-identity';
import { refuse } from '@/lib/sso/steps';
import { type AttributeName, mappedValues } from '../attribute-names';
import { samlNames } from './default-names';
import type { SamlConnection } from './saml-connection';
import { assertionNamespace, attributeOf, childrenNamed, onlyChild, textOf } from './xml';

type Attributes = AssertedIdentity['attributes'];

interface NameId {
  readonly value: string;
  /** The last part of its format's name. */
  readonly format: string;
}

const maximumSubjectLength = 256;

/**
 * Who a signed assertion speaks of, exactly as it says. The subject must be there, and must be somebody for good: a
 * transient NameID is another one at the next login, so such a connection needs an attribute for the subject.
 */
export function readIdentity(
  assertion: Element,
  { settings, attributeMapping }: Pick<SamlConnection, 'settings' | 'attributeMapping'>,
): Gate<AssertedIdentity> {
  const nameId = nameIdOf(assertion);
  const attributes = attributesOf(assertion);
  const subject = subjectOf(nameId, attributes, settings.subjectAttribute);
  if (!subject.ok) return subject;
  const values = (name: AttributeName) => mappedValues(name, attributes, attributeMapping, samlNames);
  const first = (name: AttributeName) => values(name)[0] ?? null;
  const identity = {
    subject: subject.passed,
    email: values('email').find(isAddress) ?? addressOf(nameId),
    emailVerified: true,
    givenName: first('given_name'),
    familyName: first('family_name'),
    displayName: first('display_name'),
    picture: first('picture'),
    locale: first('locale'),
    phoneNumber: first('phone_number'),
    groups: values('groups'),
    attributes,
  };
  return { ok: true, passed: identity };
}

function nameIdOf(assertion: Element): NameId | null {
  const subject = onlyChild(assertion, assertionNamespace, 'Subject');
  const element = subject && onlyChild(subject, assertionNamespace, 'NameID');
  const value = textOf(element);
  if (!element || !value) return null;
  return { value, format: (attributeOf(element, 'Format') ?? 'unspecified').replace(/^.*:/, '') };
}

function subjectOf(nameId: NameId | null, attributes: Attributes, name: string | null): Gate<string> {
  const named = name !== null && Object.hasOwn(attributes, name) ? (attributes[name] ?? []) : [];
  const values = name === null ? (nameId ? [nameId.value] : []) : named;
  const [value, second] = values;
  if (value === undefined || second !== undefined)
    return refuse('subject', `It does not say with one ${name ?? 'NameID'} whom it is about.`);
  if (name === null && nameId?.format === 'transient')
    return refuse('subject', 'Its NameID is another one at each login: choose an attribute for the subject.');
  if (value.length > maximumSubjectLength || /^\s|\s$|\p{C}|\p{Zl}|\p{Zp}/u.test(value) || value === '')
    return refuse('subject', 'Whom it is about is no plain text of 1 to 256 characters.');
  return { ok: true, passed: value };
}

/** Values that are not text alone count for nothing; those of two attributes of one name are added up. */
function attributesOf(assertion: Element): Attributes {
  const found = new Map<string, string[]>();
  const statements = childrenNamed(assertion, assertionNamespace, 'AttributeStatement');
  for (const attribute of statements.flatMap((one) => childrenNamed(one, assertionNamespace, 'Attribute'))) {
    const name = attributeOf(attribute, 'Name');
    if (!name) continue;
    const values = childrenNamed(attribute, assertionNamespace, 'AttributeValue').map(textOf);
    found.set(name, [...(found.get(name) ?? []), ...values.filter((value) => value !== null)]);
  }
  return Object.fromEntries(found);
}

/** Okta, Google and others send the address as a NameID that says so; some do not say. */
function addressOf(nameId: NameId | null): string | null {
  if (!nameId || !['emailAddress', 'unspecified'].includes(nameId.format)) return null;
  return isAddress(nameId.value) ? nameId.value : null;
}

function isAddress(value: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(value);
}
