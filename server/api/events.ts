import type { JsonObject, MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import {
  type EventFilter,
  type EventsService,
  ObjectType,
  type ScalekitEventSchema,
  Source,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/events/events_pb.js';
import type { Ctx } from '@/lib/authz/context';
import { objectOf } from '@/lib/events/event-type';
import {
  countEventRecords,
  type EventRecord,
  type EventRecordFilter,
  listEventRecords,
} from '@/lib/events/list-event-records';
import { readEnvironmentId } from '@/lib/workspace/read-environment-id';
import type { Handlers } from './handler';
import { pageFields, readPaging } from './paging';
import { readTime } from './read-time';

/** The two differ in that the first one counts. */
export const eventHandlers: Handlers<typeof EventsService> = {
  async listEvents(ctx, request) {
    const filter = readFilter(request.filter);
    if (!filter) return {};
    const total = await countEventRecords(ctx, filter);
    const page = await listEventRecords(ctx, { ...filter, ...readPaging(request) });
    return { events: await show(ctx, page.rows), ...pageFields({ ...page, total }) };
  },

  async listEventsPaginated(ctx, request) {
    const filter = readFilter(request.filter);
    if (!filter) return {};
    const page = await listEventRecords(ctx, { ...filter, ...readPaging(request) });
    const { nextPageToken, prevPageToken } = pageFields({ ...page, total: 0 });
    return { events: await show(ctx, page.rows), nextPageToken, prevPageToken };
  },
};

/** What to look for; null when nothing can fit. */
function readFilter(filter: EventFilter | undefined): EventRecordFilter | null {
  if (filter && asksForOthers(filter)) return null;
  return {
    types: filter?.eventTypes ?? [],
    organizationId: filter?.organizationId || null,
    from: readTime(filter?.startTime, 'filter.start_time'),
    to: readTime(filter?.endTime, 'filter.end_time'),
  };
}

/** Events of a directory, of a connection and of what the product does not have: there are none. */
function asksForOthers(filter: EventFilter): boolean {
  const { authRequestId, interceptorId, interceptorStatus, interceptorDecision } = filter;
  const others = [authRequestId, interceptorId, interceptorStatus, interceptorDecision];
  return (
    filter.source === Source.DIR_SYNC ||
    [...others, filter.connectionId, filter.connectedAccountId].some((given) => Boolean(given))
  );
}

async function show({ db }: Ctx, records: readonly EventRecord[]) {
  const environmentId = await readEnvironmentId(db);
  return records.map((record) => present(record, environmentId));
}

function present(record: EventRecord, environmentId: string): MessageInitShape<typeof ScalekitEventSchema> {
  return {
    specVersion: '1',
    id: record.id,
    type: record.type,
    occurredAt: timestampFromDate(record.occurredAt),
    environmentId,
    object: ObjectType[objectOf(record.type) as keyof typeof ObjectType],
    data: record.data as JsonObject,
    displayName: displayName(record.type),
    ...(record.organizationId !== null && { organizationId: record.organizationId }),
  };
}

/** "user.organization_invitation" as people read it: "User organization invitation". */
function displayName(type: string): string {
  const words = type.replaceAll(/[._]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
