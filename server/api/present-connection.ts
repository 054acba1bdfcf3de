import type { MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import {
  ConfigurationType,
  ConnectionProvider,
  type ConnectionSchema,
  ConnectionStatus,
  ConnectionType,
  type GetConnectionTestResultResponseSchema,
  type ListConnectionSchema,
  NameIdFormat,
  type OIDCConnectionConfigSchema,
  OIDCScope,
  RequestBinding,
  type SAMLConnectionConfigResponseSchema,
  SAMLSigningOptions,
  TestResultStatus,
  TokenAuthType,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/connections/connections_pb.js';
import {
  DomainType,
  VerificationStatus,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/domains/domains_pb.js';
import type { ConnectionRecord } from '@/lib/connections/connection-record';
import type { ConnectionTest } from '@/lib/sso/connection-test';
import { isOidcScope } from './read-connection-changes';

/** A connection as an answer, with its settings and without its secrets. */
export function presentConnection(connection: ConnectionRecord): MessageInitShape<typeof ConnectionSchema> {
  const isManual = connection.type === 'OIDC' && connection.settings.configuration === 'MANUAL';
  return {
    ...shared(connection),
    testConnectionUri: connection.addresses.testUrl,
    attributeMapping: { ...connection.attributeMapping },
    configurationType: isManual ? ConfigurationType.MANUAL : ConfigurationType.DISCOVERY,
    createTime: timestampFromDate(connection.createdAt),
    updateTime: timestampFromDate(connection.updatedAt),
    domains: connection.domains.map(({ domainId, domain, verified }) => ({
      id: domainId,
      domain,
      organizationId: connection.organizationId,
      domainType: DomainType.ORGANIZATION_DOMAIN,
      verificationStatus: verified ? VerificationStatus.VERIFIED : VerificationStatus.PENDING,
    })),
    settings:
      connection.type === 'SAML'
        ? { case: 'samlConfig', value: presentSaml(connection) }
        : { case: 'oidcConfig', value: presentOidc(connection) },
  };
}

/** The same in a list: without its settings, with the name of its organization. */
export function presentListed(connection: ConnectionRecord): MessageInitShape<typeof ListConnectionSchema> {
  return {
    ...shared(connection),
    keyId: connection.keyId ?? '',
    domains: connection.domains.map(({ domain }) => domain),
    organizationName: connection.organizationName,
    createdAt: timestampFromDate(connection.createdAt),
  };
}

/** What a test found; null while it is under way. */
export function presentTest(
  test: ConnectionTest | null,
): MessageInitShape<typeof GetConnectionTestResultResponseSchema> {
  if (!test) return { status: TestResultStatus.PENDING };
  const userInfo = test.identity && { userInfo: JSON.stringify(test.identity) };
  if (test.state === 'SUCCESS') return { status: TestResultStatus.SUCCESS, ...userInfo };
  return {
    status: TestResultStatus.FAILURE,
    ...userInfo,
    error: test.step ?? '',
    errorDescription: test.reason ?? '',
  };
}

function shared(connection: ConnectionRecord) {
  return {
    id: connection.connectionId,
    provider: ConnectionProvider[connection.provider],
    providerKey: connection.provider,
    type: ConnectionType[connection.type],
    status: ConnectionStatus[connection.status],
    enabled: connection.enabled,
    organizationId: connection.organizationId,
    uiButtonTitle: connection.name ?? '',
    ...(connection.keyId !== null && { keyId: connection.keyId }),
  };
}

function presentSaml({
  settings,
  certificates,
  addresses,
  ...connection
}: ConnectionRecord & { type: 'SAML' }): MessageInitShape<typeof SAMLConnectionConfigResponseSchema> {
  return {
    spEntityId: addresses.entityId,
    spAssertionUrl: addresses.acsUrl,
    spMetadataUrl: addresses.metadataUrl,
    ...present({
      idpMetadataUrl: settings.idpMetadataUrl,
      idpEntityId: settings.idpEntityId,
      idpSsoUrl: settings.idpSsoUrl,
      idpSloUrl: settings.idpSloUrl,
      uiButtonTitle: connection.name,
    }),
    idpCertificates: certificates.map(({ certificateId, certificate, issuer, createdAt, notAfter }) => ({
      id: certificateId,
      certificate,
      issuer,
      createTime: timestampFromDate(createdAt),
      expiryTime: timestampFromDate(notAfter),
    })),
    idpNameIdFormat: NameIdFormat[settings.nameIdFormat],
    idpSsoRequestBinding: RequestBinding[settings.idpSsoBinding],
    samlSigningOption: signingOptions[settings.signing],
    allowIdpInitiatedLogin: settings.allowIdpInitiated,
    forceAuthn: settings.forceAuthn,
    assertionEncrypted: settings.encryptionRequired,
    wantRequestSigned: settings.signRequests,
    syncUserProfileOnLogin: connection.syncProfile,
    jitProvisioningWithSsoEnabled: connection.jitEnabled,
  };
}

const signingOptions = {
  RESPONSE: SAMLSigningOptions.SAML_ONLY_RESPONSE_SIGNING,
  ASSERTION: SAMLSigningOptions.SAML_ONLY_ASSERTION_SIGNING,
  RESPONSE_AND_ASSERTION: SAMLSigningOptions.SAML_RESPONSE_ASSERTION_SIGNING,
  RESPONSE_OR_ASSERTION: SAMLSigningOptions.SAML_RESPONSE_OR_ASSERTION_SIGNING,
};

function presentOidc({
  settings,
  addresses,
  ...connection
}: ConnectionRecord & { type: 'OIDC' }): MessageInitShape<typeof OIDCConnectionConfigSchema> {
  return {
    ...present({
      issuer: settings.issuer,
      authorizeUri: settings.authorizationEndpoint,
      tokenUri: settings.tokenEndpoint,
      userInfoUri: settings.userinfoEndpoint,
      jwksUri: settings.jwksUri,
      clientId: settings.clientId,
    }),
    scopes: settings.scopes.filter(isOidcScope).map((scope) => OIDCScope[scope]),
    tokenAuthType:
      settings.tokenAuthMethod === 'client_secret_basic'
        ? TokenAuthType.BASIC_AUTH
        : TokenAuthType.URL_PARAMS,
    redirectUri: addresses.redirectUri,
    pkceEnabled: true,
    syncUserProfileOnLogin: connection.syncProfile,
    jitProvisioningWithSsoEnabled: connection.jitEnabled,
  };
}

/** Without what is not set. */
function present<Name extends string>(values: Record<Name, string | null>): Partial<Record<Name, string>> {
  const pairs = Object.entries<string | null>(values).filter(([, value]) => value !== null);
  return Object.fromEntries(pairs) as Partial<Record<Name, string>>;
}
