import type { MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import type {
  AuditLogsService,
  AuthLogRequestSchema,
  ListAuthLogRequest,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/auditlogs/auditlogs_pb.js';
import { typeOfKind } from '@/lib/applications/application';
import { type ListSignInsInput, listSignIns, type SignInRecord } from '@/lib/audit/list-sign-ins';
import { readEnvironmentId } from '@/lib/workspace/read-environment-id';
import type { Handlers } from './handler';
import { pageFields, readPaging } from './paging';
import { typeNames } from './present-client';
import { readTime } from './read-time';

/** Only what succeeded is recorded. */
const recordedStatus = 'success';

export const auditLogHandlers: Handlers<typeof AuditLogsService> = {
  async listAuthRequests(ctx, request) {
    const filter = readFilter(request);
    if (!filter) return {};
    const page = await listSignIns(ctx, { ...filter, ...readPaging(request) });
    const environmentId = await readEnvironmentId(ctx.db);
    return { authRequests: page.rows.map((row) => present(row, environmentId)), ...pageFields(page) };
  },
};

/** What to look for; null when nothing can fit. */
function readFilter(
  request: ListAuthLogRequest,
): Pick<ListSignInsInput, 'email' | 'clientId' | 'from' | 'to'> | null {
  const { status, resourceId, connectedAccountIdentifier, email, clientId } = request;
  const from = readTime(request.startTime, 'start_time');
  const to = readTime(request.endTime, 'end_time');
  if (resourceId || connectedAccountIdentifier) return null;
  if (status.length > 0 && !status.some((one) => one.toLowerCase() === recordedStatus)) return null;
  return { email: email.trim() || null, clientId: clientId || null, from, to };
}

function present(record: SignInRecord, environmentId: string): MessageInitShape<typeof AuthLogRequestSchema> {
  return {
    organizationId: record.organizationId ?? '',
    environmentId,
    authRequestId: record.id,
    email: record.email,
    // Every way in so far proves the mailbox.
    connectionType: 'PASSWORDLESS',
    status: recordedStatus,
    timestamp: timestampFromDate(record.at),
    workflow: record.method,
    clientId: record.clientId ?? '',
    clientName: record.client?.name ?? '',
    clientType: typeOf(record.client),
  };
}

/** Who is no application is a credential of the API, for which people can sign in as well. */
function typeOf(client: SignInRecord['client']): string {
  if (!client) return '';
  const type = typeOfKind(client);
  return type ? typeNames[type] : 'ENV';
}
