import type {
  ClientService,
  OrganizationClient,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/clients/clients_pb.js';
import { clientSecretRefSchema } from '@/lib/applications/client.schema';
import { createClientSecret } from '@/lib/applications/create-client-secret';
import { createOrganizationClient } from '@/lib/applications/create-organization-client';
import { deleteClient } from '@/lib/applications/delete-client';
import { deleteClientSecret } from '@/lib/applications/delete-client-secret';
import { getClient } from '@/lib/applications/get-client';
import { listClients } from '@/lib/applications/list-clients';
import {
  createOrganizationClientSchema,
  updateOrganizationClientSchema,
} from '@/lib/applications/organization-client.schema';
import { updateOrganizationClient } from '@/lib/applications/update-organization-client';
import type { Ctx } from '@/lib/authz/context';
import type { Handlers } from './handler';
import { pageFields, readPaging } from './paging';
import { parseInput } from './parse';
import { presentOrganizationClient, presentSecretOf } from './present-client';

/** The programs of a customer organization. */
export const organizationClientHandlers: Handlers<typeof ClientService> = {
  async createOrganizationClient(ctx, { organizationId, client }) {
    const input = {
      organizationId,
      ...settingsOf(client),
      name: client?.name || 'API client',
      description: client?.description ?? '',
      accessTokenSeconds: Number(client?.expiry ?? 0n) || null,
    };
    const made = await createOrganizationClient(ctx, parseInput(createOrganizationClientSchema, input));
    return { plainSecret: made.clientSecret, client: await show(ctx, organizationId, made.clientId) };
  },

  async getOrganizationClient(ctx, { organizationId, clientId }) {
    return { client: await show(ctx, organizationId, clientId) };
  },

  /** Protobuf cannot tell an empty list from one that was not sent: what is empty stays as it is. */
  async updateOrganizationClient(ctx, { organizationId, clientId, client }) {
    const { scopes, audience, customClaims } = settingsOf(client);
    const input = {
      organizationId,
      clientId,
      ...(client?.name && { name: client.name }),
      ...(client?.description && { description: client.description }),
      ...(scopes.length > 0 && { scopes }),
      ...(audience.length > 0 && { audience }),
      ...(customClaims.length > 0 && { customClaims }),
      ...(client?.expiry && { accessTokenSeconds: Number(client.expiry) }),
    };
    await updateOrganizationClient(ctx, parseInput(updateOrganizationClientSchema, input));
    return { client: await show(ctx, organizationId, clientId) };
  },

  async deleteOrganizationClient(ctx, { organizationId, clientId }) {
    await deleteClient(ctx, { organizationId, clientId });
    return {};
  },

  async listOrganizationClients(ctx, request) {
    const page = await listClients(ctx, { organizationId: request.organizationId, ...readPaging(request) });
    return { clients: page.rows.map(presentOrganizationClient), ...pageFields(page) };
  },

  async createOrganizationClientSecret(ctx, { organizationId, clientId }) {
    const made = await createClientSecret(ctx, { organizationId, clientId });
    const client = await getClient(ctx, { organizationId, clientId });
    return { plainSecret: made.clientSecret, ...presentSecretOf(client, made.secretId) };
  },

  async deleteOrganizationClientSecret(ctx, { organizationId, clientId, secretId }) {
    await deleteClientSecret(ctx, parseInput(clientSecretRefSchema, { organizationId, clientId, secretId }));
    return {};
  },
};

function settingsOf(sent: OrganizationClient | undefined) {
  return {
    scopes: [...(sent?.scopes ?? [])],
    audience: [...(sent?.audience ?? [])],
    customClaims: (sent?.customClaims ?? []).map(({ key, value }) => ({ key, value })),
  };
}

async function show(ctx: Ctx, organizationId: string, clientId: string) {
  return presentOrganizationClient(await getClient(ctx, { organizationId, clientId }));
}
