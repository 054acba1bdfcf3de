import type { MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import type {
  AuditLogsService,
  AuthLogRequestSchema,
  ListAuthLogRequest,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/auditlogs/auditlogs_pb.js';
import { typeOfKind } from '@/lib/applications/application';
import { isId } from '@/lib/id';
import {
  countLoginAttempts,
  type LoginAttemptRow,
  listLoginAttempts,
} from '@/lib/login-log/list-login-attempts';
import { loginStates } from '@/lib/login-log/login-attempt';
import type { ListLoginAttemptsInput } from '@/lib/login-log/login-log.schema';
import { readEnvironmentId } from '@/lib/workspace/read-environment-id';
import type { Handlers } from './handler';
import { pageFields, readPaging } from './paging';
import { typeNames } from './present-client';
import { readTime } from './read-time';

export const auditLogHandlers: Handlers<typeof AuditLogsService> = {
  async listAuthRequests(ctx, request) {
    const filter = readFilter(request);
    if (!filter) return {};
    const { pageSize, cursor } = readPaging(request);
    const [page, total, environmentId] = await Promise.all([
      listLoginAttempts(ctx, { ...filter, cursor }, pageSize),
      countLoginAttempts(ctx, filter),
      readEnvironmentId(ctx.db),
    ]);
    const authRequests = page.rows.map((row) => present(row, environmentId));
    return { authRequests, ...pageFields({ ...page, total }) };
  },
};

/** What to look for; null when nothing can fit. Both ends of the time are included. */
function readFilter(request: ListAuthLogRequest): ListLoginAttemptsInput | null {
  const { status, resourceId, connectedAccountIdentifier, email, clientId } = request;
  const from = readTime(request.startTime, 'start_time');
  const to = readTime(request.endTime, 'end_time');
  const wanted = status.map((one) => one.toLowerCase());
  const states = loginStates.filter((state) => wanted.includes(state));
  const resource = readResource(resourceId);
  if (connectedAccountIdentifier || !resource || (wanted.length > 0 && states.length === 0)) return null;
  return {
    ...resource,
    email: email.trim() || null,
    clientId: clientId || null,
    states,
    methods: [],
    search: '',
    from,
    to: to && new Date(to.getTime() + 1),
  };
}

/** What somebody logged in to or by: an organization or a connection. Null: neither. */
function readResource(id: string): Pick<ListLoginAttemptsInput, 'organizationId' | 'connectionId'> | null {
  if (!id) return { organizationId: null };
  if (isId('organization', id)) return { organizationId: id };
  return isId('connection', id) ? { organizationId: null, connectionId: id } : null;
}

function present(
  attempt: LoginAttemptRow,
  environmentId: string,
): MessageInitShape<typeof AuthLogRequestSchema> {
  const connection = presentConnection(attempt);
  return {
    organizationId: attempt.organizationId ?? '',
    environmentId,
    authRequestId: attempt.id,
    email: attempt.email ?? '',
    // Every way in but an identity provider proves the mailbox.
    connectionType: attempt.method === 'sso' ? '' : 'PASSWORDLESS',
    ...connection,
    connectionDetails: connection ? [connection] : [],
    status: attempt.state,
    timestamp: timestampFromDate(attempt.at),
    workflow: attempt.method,
    resourceId: attempt.organizationId ?? '',
    resourceName: attempt.organizationName ?? '',
    resourceType: attempt.organizationId ? 'ORGANIZATION' : '',
    clientId: attempt.clientId ?? '',
    clientName: attempt.client?.name ?? '',
    clientType: typeOf(attempt.client),
  };
}

/** Undefined for who came another way; what the connection was is known only as long as it is there. */
function presentConnection({ connectionId, connection, organizationId }: LoginAttemptRow) {
  if (!connectionId) return undefined;
  return {
    connectionId,
    organizationId: organizationId ?? '',
    connectionType: connection?.type ?? '',
    connectionProvider: connection?.provider ?? '',
  };
}

/** Who is no application is a credential of the API, for which people can sign in as well. */
function typeOf(client: LoginAttemptRow['client']): string {
  if (!client) return '';
  const type = typeOfKind(client);
  return type ? typeNames[type] : 'ENV';
}
