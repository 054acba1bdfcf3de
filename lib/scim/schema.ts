import { type AttributeDefinition, complexAttribute, textAttribute } from './attribute';
import type { AttributePath } from './filter';
import { groupAttributes } from './group-attributes';
import { enterpriseAttributes, userAttributes } from './user-attributes';

export type ResourceType = 'User' | 'Group';

export const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const groupSchema = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const enterpriseSchema = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** The URN of each resource's own schema. */
export const coreSchemas: Readonly<Record<ResourceType, string>> = { User: userSchema, Group: groupSchema };

const readOnly = { mutability: 'readOnly' } as const;
const exact = { caseExact: true, ...readOnly } as const;

const externalId = textAttribute('externalId', 'The id that the directory knows it by.', { caseExact: true });

/** What every resource has (RFC 7643 section 3.1). */
const commonAttributes: readonly AttributeDefinition[] = [
  textAttribute('schemas', 'The schemas of the resource.', {
    multiValued: true,
    returned: 'always',
    ...readOnly,
  }),
  textAttribute('id', 'The id, which never changes.', { returned: 'always', uniqueness: 'global', ...exact }),
  externalId,
  complexAttribute(
    'meta',
    'About the resource itself.',
    [
      textAttribute('resourceType', 'User or Group.', exact),
      textAttribute('created', 'When it was created.', { type: 'dateTime', ...readOnly }),
      textAttribute('lastModified', 'When it was last changed.', { type: 'dateTime', ...readOnly }),
      textAttribute('location', 'Its address.', { type: 'reference', ...exact }),
      textAttribute('version', 'Its version, for If-Match.', exact),
    ],
    readOnly,
  ),
];

/**
 * What /Schemas lists. RFC 7643 section 3.1 allows common attributes among them, and Microsoft's validation for its gallery
 * looks there for the one that directories set.
 */
export const listedAttributes: Readonly<Record<ResourceType, readonly AttributeDefinition[]>> = {
  User: [externalId, ...userAttributes],
  Group: [externalId, ...groupAttributes],
};

const noAttributes: ReadonlyMap<string, AttributeDefinition> = new Map();
const core: Readonly<Record<ResourceType, ReadonlyMap<string, AttributeDefinition>>> = {
  User: byName([...commonAttributes, ...userAttributes]),
  Group: byName([...commonAttributes, ...groupAttributes]),
};
const enterprise = byName(enterpriseAttributes);

/**
 * What is known of the attribute at a path, whatever case its names are written in. Null: it is the directory's own, of
 * an unknown schema or name; such attributes are kept, returned and can be filtered by, and mean nothing here.
 */
export function findAttribute(type: ResourceType, path: AttributePath): AttributeDefinition | null {
  const attribute = attributesOf(type, path.schema).get(path.name.toLowerCase()) ?? null;
  return path.sub === null || !attribute ? attribute : findSubAttribute(attribute, path.sub);
}

/** A part of a complex attribute by its name in any case. */
export function findSubAttribute(attribute: AttributeDefinition, name: string): AttributeDefinition | null {
  const key = name.toLowerCase();
  return attribute.subAttributes?.find((each) => each.name.toLowerCase() === key) ?? null;
}

/** The attributes of a schema by their names in lower case; null: of the resource's own. */
export function attributesOf(
  type: ResourceType,
  schema: string | null,
): ReadonlyMap<string, AttributeDefinition> {
  if (schema === null || isSchema(schema, coreSchemas[type])) return core[type];
  return type === 'User' && isSchema(schema, enterpriseSchema) ? enterprise : noAttributes;
}

/** URNs are compared without case (RFC 8141). */
export function isSchema(urn: string, known: string): boolean {
  return urn.toLowerCase() === known.toLowerCase();
}

function byName(attributes: readonly AttributeDefinition[]): ReadonlyMap<string, AttributeDefinition> {
  return new Map(attributes.map((attribute) => [attribute.name.toLowerCase(), attribute]));
}
