import { z } from 'zod';
import { organizationIdSchema } from '../organizations/organization.schema';
import { lineSchema, optionalLineSchema } from '../users/person.schema';

export const connectionTypes = ['SAML', 'OIDC'] as const;
export type ConnectionType = (typeof connectionTypes)[number];

export const typeNames: Record<ConnectionType, string> = { SAML: 'SAML', OIDC: 'OpenID Connect' };

export const connectionProviders = [
  'OKTA',
  'GOOGLE',
  'MICROSOFT_AD',
  'AUTH0',
  'ONELOGIN',
  'PING_IDENTITY',
  'JUMPCLOUD',
  'ADFS',
  'CUSTOM',
] as const;
export type ConnectionProvider = (typeof connectionProviders)[number];

export const providerNames: Record<ConnectionProvider, string> = {
  OKTA: 'Okta',
  GOOGLE: 'Google Workspace',
  MICROSOFT_AD: 'Microsoft Entra ID',
  AUTH0: 'Auth0',
  ONELOGIN: 'OneLogin',
  PING_IDENTITY: 'Ping Identity',
  JUMPCLOUD: 'JumpCloud',
  ADFS: 'AD FS',
  CUSTOM: 'Custom',
};

const connectionIdSchema = z.string().regex(/^conn_[0-9]{17,19}$/, 'There is no such connection.');

export const connectionRefSchema = z.object({
  organizationId: organizationIdSchema,
  connectionId: connectionIdSchema,
});

export const createConnectionSchema = z.object({
  organizationId: organizationIdSchema,
  type: z.enum(connectionTypes, 'Choose SAML or OpenID Connect.'),
  provider: z.enum(connectionProviders, 'Choose an identity provider.'),
  /** The application's own word for it. */
  keyId: optionalLineSchema('a key', 300),
});

/** Our names of what identity providers say about people. */
export const attributeNames = [
  'email',
  'given_name',
  'family_name',
  'display_name',
  'picture',
  'locale',
  'phone_number',
  'groups',
] as const;

const valueSchema = optionalLineSchema('a value', 2000);

/** Of SAML; empty means not set. Where addresses may lead is checked against what the operator allows. */
const samlFieldsSchema = z.object({
  idpEntityId: valueSchema,
  idpSsoUrl: valueSchema,
  idpSsoBinding: z.enum(['HTTP_REDIRECT', 'HTTP_POST']),
  idpSloUrl: valueSchema,
  idpMetadataUrl: valueSchema,
  nameIdFormat: z.enum(['UNSPECIFIED', 'EMAIL', 'TRANSIENT', 'PERSISTENT']),
  subjectAttribute: valueSchema,
  signing: z.enum(['RESPONSE_OR_ASSERTION', 'RESPONSE', 'ASSERTION', 'RESPONSE_AND_ASSERTION']),
  encryptionRequired: z.boolean(),
  signRequests: z.boolean(),
  forceAuthn: z.boolean(),
  allowIdpInitiated: z.boolean(),
});

/** A scope has no spaces, quotes or backslashes (RFC 6749 section 3.3). */
const scopeSchema = z.string().regex(/^[\x21\x23-\x5B\x5D-\x7E]{1,128}$/, 'This is not a scope.');

/** Of OpenID Connect; empty means not set. */
const oidcFieldsSchema = z.object({
  configuration: z.enum(['DISCOVERY', 'MANUAL']),
  issuer: valueSchema,
  authorizationEndpoint: valueSchema,
  tokenEndpoint: valueSchema,
  userinfoEndpoint: valueSchema,
  jwksUri: valueSchema,
  clientId: valueSchema,
  scopes: z.array(scopeSchema).min(1, 'At least openid.').max(20, 'At most 20 scopes.'),
  tokenAuthMethod: z.enum(['client_secret_post', 'client_secret_basic']),
  allowIdpInitiated: z.boolean(),
});

const mappingNameSchema = lineSchema('a name', 100).min(1, 'Enter a name.');

/** What is not given stays as it is. */
export const updateConnectionSchema = connectionRefSchema.extend({
  provider: z.enum(connectionProviders).optional(),
  name: optionalLineSchema('a name', 100).optional(),
  keyId: optionalLineSchema('a key', 300).optional(),
  /** Our name of an attribute to theirs; an empty one of theirs means the usual name. */
  attributeMapping: z
    .record(mappingNameSchema, lineSchema('a name', 256))
    .refine((mapping) => Object.keys(mapping).length <= 30, 'At most 30 attributes.')
    .optional(),
  jitEnabled: z.boolean().optional(),
  syncProfile: z.boolean().optional(),
  saml: samlFieldsSchema.partial().optional(),
  oidc: oidcFieldsSchema.partial().optional(),
  /** Not given or empty: the stored one stays. */
  clientSecret: z.string().trim().max(1000, 'At most 1000 characters.').optional(),
  /** Added beside those that are there, as by `addCertificates`. */
  certificates: z.string().trim().max(50_000, 'This is too long for certificates.').optional(),
});

export const switchConnectionSchema = connectionRefSchema.extend({ enabled: z.boolean() });

/** One certificate or several, in PEM or as bare base64. */
export const addCertificatesSchema = connectionRefSchema.extend({
  certificates: z
    .string()
    .trim()
    .min(1, 'Paste a certificate.')
    .max(50_000, 'This is too long for certificates.'),
});

export const certificateRefSchema = connectionRefSchema.extend({
  certificateId: z.string().regex(/^cert_[0-9]{17,19}$/, 'There is no such certificate.'),
});

/** What an identity provider says of itself in its metadata, once that is parsed. */
export const applyMetadataSchema = updateConnectionSchema.extend({
  metadataUrl: valueSchema,
  metadata: samlFieldsSchema
    .pick({ idpEntityId: true, idpSsoUrl: true, idpSsoBinding: true, idpSloUrl: true, nameIdFormat: true })
    .extend({ certificates: z.array(z.string().max(20_000)).max(20) }),
});

/** The same by its address or as its text, which is what people have. */
export const importMetadataSchema = connectionRefSchema
  .extend({
    url: z.string().trim().max(2000, 'At most 2000 characters.'),
    xml: z.string().trim().max(1_000_000, 'This is too long for metadata.'),
  })
  .refine(({ url, xml }) => url !== '' || xml !== '', {
    path: ['url'],
    message: 'Enter the address of the metadata, or paste it.',
  });

export const roleMappingSchema = z.object({
  /** Our name of an attribute. */
  attribute: mappingNameSchema.default('groups'),
  value: lineSchema('a value', 500).min(1, 'Enter a value.'),
  roleId: z.string().regex(/^role_[0-9]{17,19}$/, 'Choose a role.'),
});

export const setRoleMappingsSchema = connectionRefSchema.extend({
  mappings: z
    .array(roleMappingSchema)
    .max(200, 'At most 200 lines.')
    .superRefine((mappings, context) => {
      const keys = mappings.map((mapping) =>
        JSON.stringify([mapping.attribute, mapping.value, mapping.roleId]),
      );
      keys.forEach((key, index) => {
        if (keys.indexOf(key) < index)
          context.addIssue({ code: 'custom', path: [index, 'value'], message: 'It stands there already.' });
      });
    }),
});

/** What somebody would bring, by our names. */
export const previewRolesSchema = connectionRefSchema.extend({
  attributes: z.record(z.string().max(100), z.array(z.string().max(500)).max(500)),
});

export const assignDomainsSchema = connectionRefSchema.extend({
  domainIds: z.array(z.string().regex(/^dom_[0-9]{17,19}$/, 'There is no such domain.')).max(50),
});

export const enforceSsoSchema = z.object({ organizationId: organizationIdSchema, required: z.boolean() });

export type ConnectionRef = z.output<typeof connectionRefSchema>;
export type CreateConnectionInput = z.output<typeof createConnectionSchema>;
export type UpdateConnectionInput = z.output<typeof updateConnectionSchema>;
export type SwitchConnectionInput = z.output<typeof switchConnectionSchema>;
export type AddCertificatesInput = z.output<typeof addCertificatesSchema>;
export type CertificateRef = z.output<typeof certificateRefSchema>;
export type ApplyMetadataInput = z.output<typeof applyMetadataSchema>;
export type ImportMetadataInput = z.output<typeof importMetadataSchema>;
export type RoleMappingInput = z.output<typeof roleMappingSchema>;
export type SetRoleMappingsInput = z.output<typeof setRoleMappingsSchema>;
export type PreviewRolesInput = z.output<typeof previewRolesSchema>;
export type AssignDomainsInput = z.output<typeof assignDomainsSchema>;
export type EnforceSsoInput = z.output<typeof enforceSsoSchema>;
