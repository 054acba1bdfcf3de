import {
  type ConnectionService,
  ConnectionStatus,
  ConnectionType,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/connections/connections_pb.js';
import type { Ctx } from '@/lib/authz/context';
import { applyMetadata } from '@/lib/connections/apply-metadata';
import { assignDomains } from '@/lib/connections/assign-domains';
import {
  applyMetadataSchema,
  assignDomainsSchema,
  type ConnectionRef,
  connectionProviders,
  connectionRefSchema,
  createConnectionSchema,
  updateConnectionSchema,
} from '@/lib/connections/connection.schema';
import { createConnection } from '@/lib/connections/create-connection';
import { deleteConnection } from '@/lib/connections/delete-connection';
import { findLoginConnection } from '@/lib/connections/find-connection';
import { getConnection } from '@/lib/connections/get-connection';
import { listConnectionRecords } from '@/lib/connections/list-connection-records';
import { switchConnection } from '@/lib/connections/switch-connection';
import { updateConnection } from '@/lib/connections/update-connection';
import { refuse, refuseField } from '@/lib/errors';
import { connectionTestRefSchema, getConnectionTest } from '@/lib/sso/connection-test';
import { fetchIdpMetadata } from '@/server/sso/saml/fetch-idp-metadata';
import { samlFieldsOf } from '@/server/sso/saml/metadata-fields';
import type { Handlers } from './handler';
import { pageFields, readPaging } from './paging';
import { parseInput } from './parse';
import { presentConnection, presentListed, presentTest } from './present-connection';
import { readConnectionChanges, readProvider, readType } from './read-connection-changes';

export const connectionHandlers: Handlers<typeof ConnectionService> = {
  async createConnection(ctx, { organizationId, connection }) {
    const input = {
      organizationId,
      type: readType(connection?.type ?? ConnectionType.INVALID),
      provider: readProvider({
        provider: connection?.provider ?? 0,
        providerKey: connection?.providerKey ?? '',
      }),
      keyId: connection?.keyId,
    };
    const { connectionId } = await createConnection(ctx, parseInput(createConnectionSchema, input));
    return show(ctx, { organizationId, connectionId });
  },

  /** An address of metadata that is sent is read, and what else is sent wins over what it says. */
  async updateConnection(ctx, { organizationId, id, connection }) {
    const ref = refOf({ organizationId, id });
    if (!connection) return show(ctx, ref);
    const current = await getConnection(ctx, ref);
    if (connection.type && readType(connection.type) !== current.type)
      refuseField('type', 'The type of a connection stays as it is.');
    const changes = { ...ref, ...readConnectionChanges(connection) };
    const { saml } = changes;
    if (saml?.idpMetadataUrl) await applyFetched(ctx, changes, saml.idpMetadataUrl);
    else await updateConnection(ctx, parseInput(updateConnectionSchema, changes));
    return show(ctx, ref);
  },

  async getConnection(ctx, request) {
    return show(ctx, refOf(request));
  },

  async deleteConnection(ctx, request) {
    await deleteConnection(ctx, refOf(request));
    return {};
  },

  async enableConnection(ctx, request) {
    await switchConnection(ctx, { ...refOf(request), enabled: true });
    return { enabled: true };
  },

  async disableConnection(ctx, request) {
    await switchConnection(ctx, { ...refOf(request), enabled: false });
    return { enabled: false };
  },

  async assignDomainsToConnection(ctx, { organizationId, connectionId, domainIds }) {
    const input = parseInput(assignDomainsSchema, {
      organizationId,
      connectionId,
      domainIds: [...domainIds],
    });
    await assignDomains(ctx, input);
    return show(ctx, { organizationId, connectionId });
  },

  /** All that an organization or a domain has: there are few. */
  async listConnections(ctx, { organizationId, domain }) {
    const asked = { ...everything, organizationId: organizationId || null, domain: domain || null };
    const page = await listConnectionRecords(ctx, { ...asked, pageSize: mostAtOnce, cursor: null });
    return { connections: page.rows.map(presentListed) };
  },

  async listOrganizationConnections(ctx, request) {
    const page = await listConnectionRecords(ctx, { ...everything, ...readPaging(request) });
    return { connections: page.rows.map(presentListed), ...pageFields(page) };
  },

  async searchOrganizationConnections(ctx, request) {
    const provider = request.provider ? readProviderName(request.provider) : null;
    const asked = {
      ...everything,
      search: request.query || null,
      provider,
      type: request.connectionType ? readType(request.connectionType) : null,
      enabled: request.enabled ?? null,
      status: request.status ? statuses[request.status] : null,
    };
    const page = await listConnectionRecords(ctx, { ...asked, ...readPaging(request) });
    return { connections: page.rows.map(presentListed), ...pageFields(page) };
  },

  async getConnectionTestResult(ctx, { connectionId, testRequestId }) {
    const connection = await findLoginConnection(ctx, connectionId);
    const ref = connectionTestRefSchema.safeParse({ connectionId, testId: testRequestId });
    if (!connection || !ref.success) return refuse('not_found', 'There is no such test.');
    const { organizationId } = connection;
    return presentTest(await getConnectionTest(ctx, { ...ref.data, organizationId }));
  },
};

const everything = {
  search: null,
  organizationId: null,
  domain: null,
  provider: null,
  type: null,
  enabled: null,
  status: null,
};

const mostAtOnce = 1000;

const statuses: Record<ConnectionStatus, 'DRAFT' | 'IN_PROGRESS' | 'COMPLETED' | null> = {
  [ConnectionStatus.CONNECTION_STATUS_UNSPECIFIED]: null,
  [ConnectionStatus.DRAFT]: 'DRAFT',
  [ConnectionStatus.IN_PROGRESS]: 'IN_PROGRESS',
  [ConnectionStatus.COMPLETED]: 'COMPLETED',
};

async function applyFetched(
  ctx: Ctx,
  changes: ConnectionRef & ReturnType<typeof readConnectionChanges>,
  metadataUrl: string,
): Promise<void> {
  const read = await fetchIdpMetadata(metadataUrl, ctx.now);
  if (!read.ok) return refuseField('saml_config.idp_metadata_url', read.reason);
  const metadata = samlFieldsOf(read.passed);
  await applyMetadata(ctx, parseInput(applyMetadataSchema, { ...changes, metadataUrl, metadata }));
}

function readProviderName(name: string) {
  const known = connectionProviders.find((provider) => provider === name.toUpperCase());
  return known ?? refuseField('provider', `One of ${connectionProviders.join(', ')}.`);
}

/** Ids that cannot be one are ids of none. */
function refOf({
  organizationId,
  id,
}: {
  readonly organizationId: string;
  readonly id: string;
}): ConnectionRef {
  const parsed = connectionRefSchema.safeParse({ organizationId, connectionId: id });
  return parsed.success ? parsed.data : refuse('not_found', 'There is no such connection.');
}

async function show(ctx: Ctx, ref: ConnectionRef) {
  return { connection: presentConnection(await getConnection(ctx, ref)) };
}
