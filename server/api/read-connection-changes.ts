import {
  ConfigurationType,
  ConnectionProvider,
  ConnectionType,
  NameIdFormat,
  type OIDCConnectionConfig,
  OIDCScope,
  RequestBinding,
  type SAMLConnectionConfigRequest,
  SAMLSigningOptions,
  TokenAuthType,
  type UpdateConnection,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/connections/connections_pb.js';
import { connectionProviders } from '@/lib/connections/connection.schema';
import { refuseField } from '@/lib/errors';

type Provider = (typeof connectionProviders)[number];

/** The identity provider that a request means, by its number or its key; refuses those that Usher does not know. */
export function readProvider(sent: {
  readonly provider: ConnectionProvider;
  readonly providerKey: string;
}): Provider {
  const name = sent.provider ? ConnectionProvider[sent.provider] : sent.providerKey.toUpperCase();
  const known = connectionProviders.find((provider) => provider === name);
  return known ?? refuseField('provider', `One of ${connectionProviders.join(', ')}.`);
}

/** The protocol that a request means. */
export function readType(type: ConnectionType): 'SAML' | 'OIDC' {
  if (type === ConnectionType.SAML) return 'SAML';
  return type === ConnectionType.OIDC ? 'OIDC' : refuseField('type', 'SAML or OIDC.');
}

/**
 * What a request changes of a connection: what it sends. Protobuf cannot tell a list, a map or a choice that is empty from
 * one that was not sent, so those stay.
 */
export function readConnectionChanges(sent: UpdateConnection) {
  const { settings } = sent;
  if (settings.case !== undefined && settings.case !== 'samlConfig' && settings.case !== 'oidcConfig')
    refuseField('settings', 'A connection of an organization is SAML or OpenID Connect.');
  const mapping = Object.keys(sent.attributeMapping).length > 0 ? sent.attributeMapping : undefined;
  return {
    provider: readProvider(sent),
    ...given({ name: sent.uiButtonTitle, keyId: sent.keyId, attributeMapping: mapping }),
    ...(settings.case === 'samlConfig' && readSaml(settings.value)),
    ...(settings.case === 'oidcConfig' && readOidc(settings.value, sent.configurationType)),
  };
}

function readSaml(sent: SAMLConnectionConfigRequest) {
  const saml = given({
    idpEntityId: sent.idpEntityId,
    idpSsoUrl: sent.idpSsoUrl,
    idpSloUrl: sent.idpSloUrl,
    idpMetadataUrl: sent.idpMetadataUrl,
    idpSsoBinding: bindings[sent.idpSsoRequestBinding],
    nameIdFormat: nameIdFormats[sent.idpNameIdFormat],
    signing: readSigning(sent.samlSigningOption),
    forceAuthn: sent.forceAuthn,
    encryptionRequired: sent.assertionEncrypted,
    signRequests: sent.wantRequestSigned,
  });
  const shared = { certificates: sent.idpCertificate, name: sent.uiButtonTitle, ...toggles(sent) };
  return { saml, ...given(shared) };
}

const bindings: Record<RequestBinding, 'HTTP_POST' | 'HTTP_REDIRECT' | undefined> = {
  [RequestBinding.REQUEST_BINDING_UNSPECIFIED]: undefined,
  [RequestBinding.HTTP_POST]: 'HTTP_POST',
  [RequestBinding.HTTP_REDIRECT]: 'HTTP_REDIRECT',
};

const nameIdFormats: Record<NameIdFormat, 'UNSPECIFIED' | 'EMAIL' | 'TRANSIENT' | 'PERSISTENT' | undefined> =
  {
    [NameIdFormat.NAME_ID_FORMAT_NIL]: undefined,
    [NameIdFormat.UNSPECIFIED]: 'UNSPECIFIED',
    [NameIdFormat.EMAIL]: 'EMAIL',
    [NameIdFormat.TRANSIENT]: 'TRANSIENT',
    [NameIdFormat.PERSISTENT]: 'PERSISTENT',
  };

/** An answer that nobody signed proves nothing. */
function readSigning(option: SAMLSigningOptions) {
  if (option === SAMLSigningOptions.NO_SIGNING)
    refuseField('saml_config.saml_signing_option', 'The response or the assertion must be signed.');
  return signings[option];
}

const signings = {
  [SAMLSigningOptions.SAML_SIGNING_OPTIONS_UNSPECIFIED]: undefined,
  [SAMLSigningOptions.SAML_ONLY_RESPONSE_SIGNING]: 'RESPONSE',
  [SAMLSigningOptions.SAML_ONLY_ASSERTION_SIGNING]: 'ASSERTION',
  [SAMLSigningOptions.SAML_RESPONSE_ASSERTION_SIGNING]: 'RESPONSE_AND_ASSERTION',
  [SAMLSigningOptions.SAML_RESPONSE_OR_ASSERTION_SIGNING]: 'RESPONSE_OR_ASSERTION',
} as const;

function readOidc(sent: OIDCConnectionConfig, configurationType: ConfigurationType) {
  const oidc = given({
    configuration: configurations[configurationType],
    issuer: sent.issuer,
    authorizationEndpoint: sent.authorizeUri,
    tokenEndpoint: sent.tokenUri,
    userinfoEndpoint: sent.userInfoUri,
    jwksUri: sent.jwksUri,
    clientId: sent.clientId,
    scopes: sent.scopes.length > 0 ? sent.scopes.map((scope) => OIDCScope[scope] ?? '') : undefined,
    tokenAuthMethod: authMethods[sent.tokenAuthType],
  });
  return { oidc, ...given({ clientSecret: sent.clientSecret, ...toggles(sent) }) };
}

const configurations: Record<ConfigurationType, 'DISCOVERY' | 'MANUAL' | undefined> = {
  [ConfigurationType.CONFIGURATION_TYPE_UNSPECIFIED]: undefined,
  [ConfigurationType.DISCOVERY]: 'DISCOVERY',
  [ConfigurationType.MANUAL]: 'MANUAL',
};

const authMethods: Record<TokenAuthType, 'client_secret_post' | 'client_secret_basic' | undefined> = {
  [TokenAuthType.TOKEN_AUTH_TYPE_UNSPECIFIED]: undefined,
  [TokenAuthType.URL_PARAMS]: 'client_secret_post',
  [TokenAuthType.BASIC_AUTH]: 'client_secret_basic',
};

/** Whether the contract has a scope; others that were set in the dashboard cannot be said in it. */
export function isOidcScope(scope: string): scope is keyof typeof OIDCScope {
  return scope in OIDCScope && scope !== 'OIDC_SCOPE_UNSPECIFIED';
}

function toggles(sent: {
  readonly syncUserProfileOnLogin?: boolean | undefined;
  readonly jitProvisioningWithSsoEnabled?: boolean | undefined;
}) {
  return { syncProfile: sent.syncUserProfileOnLogin, jitEnabled: sent.jitProvisioningWithSsoEnabled };
}

/** Without what was not sent. */
function given<Fields extends object>(
  fields: Fields,
): { [K in keyof Fields]?: Exclude<Fields[K], undefined> } {
  const sent = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(sent) as { [K in keyof Fields]?: Exclude<Fields[K], undefined> };
}
