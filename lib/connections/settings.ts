import { z } from 'zod';

/** A SAML identity provider as it says of itself, and how it is to be asked. Its certificates are rows of their own. */
export const samlSettingsSchema = z.object({
  idpEntityId: z.string().nullable().default(null),
  idpSsoUrl: z.string().nullable().default(null),
  idpSsoBinding: z.enum(['HTTP_REDIRECT', 'HTTP_POST']).default('HTTP_REDIRECT'),
  idpSloUrl: z.string().nullable().default(null),
  idpMetadataUrl: z.string().nullable().default(null),
  nameIdFormat: z.enum(['UNSPECIFIED', 'EMAIL', 'TRANSIENT', 'PERSISTENT']).default('UNSPECIFIED'),
  /** Which attribute names the person for good; null: the NameID. */
  subjectAttribute: z.string().nullable().default(null),
  /** What must be signed; at least one of the two always must. */
  signing: z
    .enum(['RESPONSE_OR_ASSERTION', 'RESPONSE', 'ASSERTION', 'RESPONSE_AND_ASSERTION'])
    .default('RESPONSE_OR_ASSERTION'),
  /** Answers whose assertion is not encrypted are refused. */
  encryptionRequired: z.boolean().default(false),
  signRequests: z.boolean().default(true),
  forceAuthn: z.boolean().default(false),
  allowIdpInitiated: z.boolean().default(false),
});
export type SamlSettings = z.output<typeof samlSettingsSchema>;

/** An OpenID provider: by discovery from its issuer, or with its addresses given by hand. */
export const oidcSettingsSchema = z.object({
  configuration: z.enum(['DISCOVERY', 'MANUAL']).default('DISCOVERY'),
  issuer: z.string().nullable().default(null),
  authorizationEndpoint: z.string().nullable().default(null),
  tokenEndpoint: z.string().nullable().default(null),
  userinfoEndpoint: z.string().nullable().default(null),
  jwksUri: z.string().nullable().default(null),
  clientId: z.string().nullable().default(null),
  scopes: z.array(z.string()).default(['openid', 'profile', 'email']),
  tokenAuthMethod: z.enum(['client_secret_post', 'client_secret_basic']).default('client_secret_post'),
  allowIdpInitiated: z.boolean().default(false),
});
export type OidcSettings = z.output<typeof oidcSettingsSchema>;
