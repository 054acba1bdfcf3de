import type { FieldMask } from '@bufbuild/protobuf/wkt';
import {
  ClientSecretStatus,
  type ClientService,
  type CreateClient,
  type UpdateClient,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/clients/clients_pb.js';
import { type ApplicationType, applicationTypes, typeOfKind } from '@/lib/applications/application';
import { registerApplicationSchema, updateApplicationSchema } from '@/lib/applications/application.schema';
import { clientSecretRefSchema } from '@/lib/applications/client.schema';
import { createClientSecret } from '@/lib/applications/create-client-secret';
import { deleteClient } from '@/lib/applications/delete-client';
import { deleteClientSecret } from '@/lib/applications/delete-client-secret';
import { disableClientSecret } from '@/lib/applications/disable-client-secret';
import { getClient } from '@/lib/applications/get-client';
import { listClients } from '@/lib/applications/list-clients';
import { registerApplication } from '@/lib/applications/register-application';
import { updateApplication } from '@/lib/applications/update-application';
import { refuseField } from '@/lib/errors';
import type { Handlers } from './handler';
import { pageFields, readPaging } from './paging';
import { parseInput } from './parse';
import { grantTypesOf, presentApplication, presentSecretOf, typeNames } from './present-client';

/** Applications that people are signed in to. Credentials of the API are for people to manage, and are not found here. */
export const clientHandlers: Handlers<typeof ClientService> = {
  async listClient(ctx, request) {
    const types = (request.filter?.clientType ?? []).flatMap(typesOf);
    const asked = types.length > 0 || request.filter?.clientType.length ? { types } : {};
    const page = await listClients(ctx, { organizationId: null, ...asked, ...readPaging(request) });
    return { clients: page.rows.map((record) => presentApplication(record)), ...pageFields(page) };
  },

  async createClient(ctx, { client }) {
    const { initiateLoginUri, accessTokenExpiry = 0n } = client ?? {};
    const type = typeOf(client?.clientType ?? '');
    const apiAccess = opposite(client?.disallowScalekitApiAccess) ?? type === 'web';
    requireAnswered(client, grantTypesOf(type, apiAccess));
    const input = {
      type,
      name: client?.name ?? '',
      ...addressesOf(client),
      initiateLoginUri: initiateLoginUri ?? null,
      accessTokenSeconds: Number(accessTokenExpiry) || null,
      pkceRequired: client?.enforcePkce,
      apiAccess,
    };
    const { clientId, secret } = await registerApplication(ctx, parseInput(registerApplicationSchema, input));
    return { client: presentApplication(await getClient(ctx, { clientId }), secret) };
  },

  async getClient(ctx, { clientId }) {
    return { client: presentApplication(await getClient(ctx, { clientId })) };
  },

  async updateClient(ctx, { clientId, client, mask }) {
    const before = await getClient(ctx, { clientId });
    const apiAccess = opposite(client?.disallowScalekitApiAccess) ?? before.apiAccess;
    requireAnswered(client, grantTypesOf(typeOfKind(before) ?? 'web', apiAccess));
    const input = { clientId, ...changesOf(client, mask) };
    await updateApplication(ctx, parseInput(updateApplicationSchema, input));
    return { client: presentApplication(await getClient(ctx, { clientId })) };
  },

  async deleteClient(ctx, { clientId }) {
    await deleteClient(ctx, { clientId });
    return {};
  },

  async createClientSecret(ctx, { clientId }) {
    const made = await createClientSecret(ctx, { clientId });
    const client = await getClient(ctx, { clientId });
    return { plainSecret: made.clientSecret, ...presentSecretOf(client, made.secretId) };
  },

  async updateClientSecret(ctx, { clientId, secretId, secret }) {
    if (secret?.status !== ClientSecretStatus.INACTIVE)
      refuseField('secret.status', 'A secret can be made INACTIVE only: for a further one, make it.');
    await disableClientSecret(ctx, parseInput(clientSecretRefSchema, { clientId, secretId }));
    return presentSecretOf(await getClient(ctx, { clientId }), secretId);
  },

  async deleteClientSecret(ctx, { clientId, secretId }) {
    await deleteClientSecret(ctx, parseInput(clientSecretRefSchema, { clientId, secretId }));
    return {};
  },
};

function typeOf(name: string): ApplicationType {
  const type = applicationTypes.find((each) => typeNames[each] === name);
  return type ?? refuseField('client.client_type', 'One of WEB_APP, SPA and NTV.');
}

/** Credentials (`ENV`) are none of the applications. */
function typesOf(name: string): readonly ApplicationType[] {
  if (name === 'ALL') return applicationTypes;
  return name === 'ENV' ? [] : [typeOf(name)];
}

function opposite(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

/** What Usher cannot do for an application is refused rather than forgotten. */
function requireAnswered(sent: CreateClient | UpdateClient | undefined, possible: readonly string[]): void {
  if (sent?.scopes.length) refuseField('client.scopes', 'An application has no scopes of its own.');
  if (sent?.customClaims.length)
    refuseField('client.custom_claims', 'An application has no claims of its own.');
  const foreign = sent?.grantTypes.find((each) => !possible.includes(each));
  if (foreign !== undefined)
    refuseField('client.grant_types', `This application can have: ${possible.join(', ')}.`);
}

function addressesOf(sent: CreateClient | UpdateClient | undefined) {
  return {
    redirectUris: [...(sent?.postLoginUris ?? [])],
    postLogoutRedirectUris: [...(sent?.postLogoutRedirectUris ?? [])],
    backChannelLogoutUris: [...(sent?.backChannelLogoutUris ?? [])],
  };
}

/** The changes by their names in the mask: its fields, or without one all that are not empty. */
function changesOf(sent: UpdateClient | undefined, mask: FieldMask | undefined): object {
  const { redirectUris, postLogoutRedirectUris, backChannelLogoutUris } = addressesOf(sent);
  const changes: Record<string, { readonly value: object; readonly isSent: boolean }> = {
    name: { value: { name: sent?.name }, isSent: Boolean(sent?.name) },
    post_login_uris: { value: { redirectUris }, isSent: redirectUris.length > 0 },
    post_logout_redirect_uris: {
      value: { postLogoutRedirectUris },
      isSent: postLogoutRedirectUris.length > 0,
    },
    back_channel_logout_uris: { value: { backChannelLogoutUris }, isSent: backChannelLogoutUris.length > 0 },
    initiate_login_uri: {
      value: { initiateLoginUri: sent?.initiateLoginUri || null },
      isSent: sent?.initiateLoginUri !== undefined,
    },
    access_token_expiry: {
      value: { accessTokenSeconds: Number(sent?.accessTokenExpiry ?? 0n) || null },
      isSent: Boolean(sent?.accessTokenExpiry),
    },
    enforce_pkce: { value: { pkceRequired: sent?.enforcePkce }, isSent: true },
    disallow_scalekit_api_access: {
      value: { apiAccess: opposite(sent?.disallowScalekitApiAccess) },
      isSent: true,
    },
  };
  const paths = mask?.paths ?? [];
  const unknown = paths.find((path) => !Object.hasOwn(changes, path));
  if (unknown !== undefined) refuseField('mask', `${unknown} cannot be changed.`);
  const chosen = Object.entries(changes).filter(([name, { isSent }]) =>
    paths.length > 0 ? paths.includes(name) : isSent,
  );
  return Object.assign({}, ...chosen.map(([, { value }]) => value));
}
