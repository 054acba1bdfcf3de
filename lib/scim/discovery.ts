import type { AttributeDefinition } from './attribute';
import type { ScimObject } from './read-value';
import { enterpriseSchema, groupSchema, isSchema, listedAttributes, userSchema } from './schema';
import { enterpriseAttributes } from './user-attributes';

/** What a request may ask for at most; the adapter keeps to it and /ServiceProviderConfig says it. */
export const scimLimits = { bulkOperations: 1000, payloadBytes: 8 * 1024 * 1024, results: 1000 } as const;

const core = 'urn:ietf:params:scim:schemas:core:2.0';

/** What is supported (RFC 7643 section 5). `baseUrl` is the directory's own, without a slash at its end. */
export function serviceProviderConfig(baseUrl: string): ScimObject {
  return {
    schemas: [`${core}:ServiceProviderConfig`],
    patch: { supported: true },
    bulk: {
      supported: true,
      maxOperations: scimLimits.bulkOperations,
      maxPayloadSize: scimLimits.payloadBytes,
    },
    filter: { supported: true, maxResults: scimLimits.results },
    changePassword: { supported: false },
    sort: { supported: true },
    etag: { supported: true },
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'Bearer token',
        description: 'The secret of this directory, sent as a bearer token.',
        specUri: 'https://www.rfc-editor.org/info/rfc6750',
        primary: true,
      },
    ],
    meta: metaOf('ServiceProviderConfig', `${baseUrl}/ServiceProviderConfig`),
  };
}

/** The kinds of resources (RFC 7643 section 6), described in the words of section 8.6. */
export function resourceTypes(baseUrl: string): readonly ScimObject[] {
  const kinds = [
    { name: 'User', endpoint: '/Users', description: 'User Account', schema: userSchema },
    { name: 'Group', endpoint: '/Groups', description: 'Group', schema: groupSchema },
  ];
  return kinds.map((kind) => ({
    schemas: [`${core}:ResourceType`],
    id: kind.name,
    ...kind,
    schemaExtensions: kind.name === 'User' ? [{ schema: enterpriseSchema, required: false }] : [],
    meta: metaOf('ResourceType', `${baseUrl}/ResourceTypes/${kind.name}`),
  }));
}

/** What is known of all attributes (RFC 7643 section 7); the schemas are called as in section 8.7.1. */
export function schemas(baseUrl: string): readonly ScimObject[] {
  return [
    schemaOf(baseUrl, userSchema, 'User', 'User Account', listedAttributes.User),
    schemaOf(baseUrl, groupSchema, 'Group', 'Group', listedAttributes.Group),
    schemaOf(baseUrl, enterpriseSchema, 'EnterpriseUser', 'Enterprise User', enterpriseAttributes),
  ];
}

/** One of them by its id; URNs are compared without case. Null: there is none. */
export function findDiscovered(found: readonly ScimObject[], id: string): ScimObject | null {
  return found.find((each) => typeof each.id === 'string' && isSchema(each.id, id)) ?? null;
}

function schemaOf(
  baseUrl: string,
  id: string,
  name: string,
  description: string,
  attributes: readonly AttributeDefinition[],
): ScimObject {
  return {
    schemas: [`${core}:Schema`],
    id,
    name,
    description,
    attributes,
    meta: metaOf('Schema', `${baseUrl}/Schemas/${id}`),
  };
}

function metaOf(resourceType: string, location: string): ScimObject {
  return { resourceType, location };
}
