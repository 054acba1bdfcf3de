/** What is known of an attribute (RFC 7643 section 2.2, and as /Schemas shows it: section 7). */
export interface AttributeDefinition {
  readonly name: string;
  readonly type: 'string' | 'boolean' | 'dateTime' | 'reference' | 'binary' | 'complex';
  readonly multiValued: boolean;
  readonly description: string;
  readonly required: boolean;
  readonly caseExact: boolean;
  readonly mutability: 'readOnly' | 'readWrite' | 'immutable' | 'writeOnly';
  readonly returned: 'always' | 'never' | 'default' | 'request';
  readonly uniqueness: 'none' | 'server' | 'global';
  readonly canonicalValues?: readonly string[];
  readonly referenceTypes?: readonly string[];
  readonly subAttributes?: readonly AttributeDefinition[];
}

type More = Partial<AttributeDefinition>;

/** A text that is compared without case and may be written, unless `more` says otherwise: RFC 7643's defaults. */
export function textAttribute(name: string, description: string, more: More = {}): AttributeDefinition {
  return {
    name,
    type: 'string',
    multiValued: false,
    description,
    required: false,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    ...more,
  };
}

/** An attribute with parts. */
export function complexAttribute(
  name: string,
  description: string,
  subAttributes: readonly AttributeDefinition[],
  more: More = {},
): AttributeDefinition {
  return textAttribute(name, description, { type: 'complex', subAttributes, ...more });
}

/** A list of values with the sub-attributes of RFC 7643 section 2.4: value, display, type and primary. */
export function listAttribute(
  name: string,
  description: string,
  value: More,
  types?: readonly string[],
): AttributeDefinition {
  const parts = [
    textAttribute('value', 'The value itself.', value),
    textAttribute('display', 'The value as people read it.'),
    typeAttribute(types),
    primaryAttribute(),
  ];
  return complexAttribute(name, description, parts, { multiValued: true });
}

export function typeAttribute(types?: readonly string[]): AttributeDefinition {
  return textAttribute('type', 'What the value is for.', types ? { canonicalValues: types } : {});
}

export function primaryAttribute(): AttributeDefinition {
  return textAttribute('primary', 'True for the preferred value; of one value at most.', { type: 'boolean' });
}
