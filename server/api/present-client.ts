import type { MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import {
  type ClientSchema,
  type ClientSecretSchema,
  ClientSecretStatus,
  type M2MClientSchema,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/clients/clients_pb.js';
import { type ApplicationType, accessTokenSeconds, typeOfKind } from '@/lib/applications/application';
import type { ClientRecord, CustomClaim, SecretRecord } from '@/lib/applications/client-record';
import type { NewSecret } from '@/lib/applications/insert-secret';
import { organizationTokenSeconds } from '@/lib/applications/organization-client';

/** What the contract calls the types of applications. */
export const typeNames = { web: 'WEB_APP', browser: 'SPA', native: 'NTV' } as const satisfies Record<
  ApplicationType,
  string
>;

/** How an application gets tokens: it follows from its type, and from whether it may call the API. */
export function grantTypesOf(type: ApplicationType, apiAccess: boolean): string[] {
  const grantTypes = ['authorization_code', 'refresh_token'];
  return type === 'web' && apiAccess ? [...grantTypes, 'client_credentials'] : grantTypes;
}

/** An application as an answer; a secret that was just made is in it in clear, for the only time. */
export function presentApplication(
  record: ClientRecord,
  made: NewSecret | null = null,
): MessageInitShape<typeof ClientSchema> {
  const type = typeOfKind(record) ?? 'web';
  return {
    id: record.clientId,
    keyId: record.clientId,
    name: record.name,
    clientType: typeNames[type],
    grantTypes: grantTypesOf(type, record.apiAccess),
    postLoginUris: [...record.redirectUris],
    postLogoutRedirectUris: [...record.postLogoutRedirectUris],
    backChannelLogoutUris: [...record.backChannelLogoutUris],
    initiateLoginUri: record.initiateLoginUri ?? '',
    accessTokenExpiry: BigInt(record.accessTokenSeconds ?? accessTokenSeconds.most),
    enforcePkce: record.pkceRequired,
    disallowScalekitApiAccess: !record.apiAccess,
    scopes: [...record.scopes],
    customClaims: record.customClaims.map(presentClaim),
    secrets: record.secrets.map((secret) => presentSecret(secret, made)),
    ...presentTimes(record),
  };
}

/** A client of an organization as an answer, whose secrets are known by their ends alone. */
export function presentOrganizationClient(record: ClientRecord): MessageInitShape<typeof M2MClientSchema> {
  return {
    clientId: record.clientId,
    organizationId: record.organizationId ?? '',
    name: record.name,
    description: record.description,
    scopes: [...record.scopes],
    audience: [...record.audience],
    customClaims: record.customClaims.map(presentClaim),
    expiry: BigInt(record.accessTokenSeconds ?? organizationTokenSeconds),
    secrets: record.secrets.map((secret) => presentSecret(secret)),
    ...presentTimes(record),
  };
}

/** The secret of a client that has this id. */
export function presentSecretOf(
  { secrets }: ClientRecord,
  secretId: string,
  made: NewSecret | null = null,
): { secret?: MessageInitShape<typeof ClientSecretSchema> } {
  const secret = secrets.find(({ id }) => id === secretId);
  return secret ? { secret: presentSecret(secret, made) } : {};
}

function presentSecret(
  secret: SecretRecord,
  made: NewSecret | null = null,
): MessageInitShape<typeof ClientSecretSchema> {
  return {
    id: secret.id,
    secretSuffix: secret.suffix,
    status: secret.disabledAt ? ClientSecretStatus.INACTIVE : ClientSecretStatus.ACTIVE,
    ...presentTimes(secret),
    ...(secret.createdById !== null && { createdBy: secret.createdById }),
    ...(secret.lastUsedAt && { lastUsedTime: timestampFromDate(secret.lastUsedAt) }),
    ...(made?.secretId === secret.id && { plainSecret: made.clientSecret }),
  };
}

function presentClaim({ key, value }: CustomClaim) {
  return { key, value };
}

function presentTimes({ createdAt, updatedAt }: { readonly createdAt: Date; readonly updatedAt: Date }) {
  return { createTime: timestampFromDate(createdAt), updateTime: timestampFromDate(updatedAt) };
}
