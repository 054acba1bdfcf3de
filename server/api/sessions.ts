import type { MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import type {
  DeviceDetailsSchema,
  RevokedSessionDetailsSchema,
  SessionDetailsSchema,
  SessionService,
  UserSessionFilter,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/sessions/sessions_pb.js';
import { refuseField } from '@/lib/errors';
import { describeDevice } from '@/lib/sessions/device';
import { getSessionRecord } from '@/lib/sessions/get-session-record';
import { listSessionRecords } from '@/lib/sessions/list-session-records';
import { revokeAllSessions } from '@/lib/sessions/revoke-all-sessions';
import { revokeSession } from '@/lib/sessions/revoke-session';
import { type SessionRecord, type SessionStatus, sessionStatuses } from '@/lib/sessions/session-record';
import type { Handlers } from './handler';
import { pageFields, readPaging } from './paging';
import { readTime } from './read-time';

/** Logins of people in their browsers, and what is left of those that ended in the last 30 days. */
export const sessionHandlers: Handlers<typeof SessionService> = {
  async getSession(ctx, { sessionId }) {
    return present(await getSessionRecord(ctx, { sessionId }));
  },

  async getUserSessions(ctx, request) {
    const input = { userId: request.userId, ...readFilter(request.filter), ...readPaging(request) };
    const page = await listSessionRecords(ctx, input);
    return { sessions: page.rows.map(present), ...pageFields(page) };
  },

  async revokeSession(ctx, { sessionId }) {
    return { revokedSession: presentEnd(await revokeSession(ctx, { sessionId })) };
  },

  async revokeAllUserSessions(ctx, { userId }) {
    const revoked = await revokeAllSessions(ctx, { userId });
    return { revokedSessions: revoked.map(presentEnd), totalRevoked: revoked.length };
  },
};

function readFilter(filter: UserSessionFilter | undefined) {
  const from = readTime(filter?.startTime, 'filter.start_time');
  const to = readTime(filter?.endTime, 'filter.end_time');
  if (from && to && to <= from) refuseField('filter.end_time', 'Give a moment after the start.');
  return { statuses: (filter?.status ?? []).map(readStatus), from, to };
}

function readStatus(status: string): SessionStatus {
  const found = sessionStatuses.find((known) => known === status.toLowerCase());
  return found ?? refuseField('filter.status', `Give some of ${sessionStatuses.join(', ')}.`);
}

function present(session: SessionRecord): MessageInitShape<typeof SessionDetailsSchema> {
  const { organizationId, logins } = session;
  const organizations = logins.map((login) => login.organizationId);
  return {
    ...factsOf(session),
    authenticatedOrganizations: [
      ...new Set(organizationId === null ? organizations : [organizationId, ...organizations]),
    ],
    organizationId: organizationId ?? '',
    device: presentDevice(session),
    authenticatedClients: logins.map((login) => ({ ...login })),
  };
}

function presentEnd(session: SessionRecord): MessageInitShape<typeof RevokedSessionDetailsSchema> {
  return factsOf(session);
}

/** Where the browser is in the world is not known: Usher asks nobody about addresses. */
function presentDevice({ ip, userAgent }: SessionRecord): MessageInitShape<typeof DeviceDetailsSchema> {
  const { browser, browserVersion, system, systemVersion, type } = describeDevice(userAgent);
  return {
    userAgent: userAgent ?? '',
    os: system,
    osVersion: systemVersion,
    browser,
    browserVersion,
    deviceType: type,
    ip: ip ?? '',
  };
}

function factsOf(session: SessionRecord) {
  const { endedAt, status } = session;
  return {
    sessionId: session.id,
    userId: session.userId,
    createdAt: timestampFromDate(session.createdAt),
    updatedAt: timestampFromDate(endedAt ?? session.lastSeenAt),
    idleExpiresAt: timestampFromDate(session.idleEndsAt),
    absoluteExpiresAt: timestampFromDate(session.absoluteEndsAt),
    status,
    lastActiveAt: timestampFromDate(session.lastSeenAt),
    ...(endedAt && status === 'logout' && { logoutAt: timestampFromDate(endedAt) }),
    ...(endedAt && status !== 'logout' && { expiredAt: timestampFromDate(endedAt) }),
  };
}
