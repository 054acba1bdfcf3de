import { Prisma } from '@/prisma/generated/client';
import type { Ctx } from '../authz/context';
import { prepared, type Transaction } from '../db';
import { newId } from '../id';
import { connectionData } from './connection-data';
import { directoryData, directoryGroupData, directoryUserData } from './directory-data';
import { domainData, memberData, organizationData, permissionData, personData, roleData } from './event-data';
import type { EventType } from './event-type';
import { fanOutSql } from './publish-sql';

/** What an event can be about. An invitation stands for its membership. */
export type SubjectKind =
  | 'organization'
  | 'membership'
  | 'invitation'
  | 'user'
  | 'role'
  | 'permission'
  | 'connection'
  | 'domain'
  | 'directory'
  | 'directory_user'
  | 'directory_group';

export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
}

/** What an event shows, as it was when it was read. */
export type EventData = Readonly<Record<string, unknown>>;

export interface EventDraft {
  readonly type: EventType;
  readonly organizationId: string | null;
  readonly subject: Subject;
  /** Where the subject is gone by now: what `readEventData` said before. */
  readonly data?: EventData | null | undefined;
}

/**
 * Writes the event and its deliveries in the transaction of the change: the data is the subject as it is now, or as it
 * was read before it went. Throws when the subject is gone and nothing was read before, except for a person, whom
 * somebody else may delete at any moment.
 */
export function publishEvent(tx: Transaction, ctx: Ctx, draft: EventDraft): Promise<void> {
  return publishEvents(tx, ctx, [draft]);
}

/** The same for many, in one statement for each kind of subject. */
export async function publishEvents(tx: Transaction, ctx: Ctx, drafts: readonly EventDraft[]): Promise<void> {
  const read = drafts.filter(({ data }) => data);
  if (read.length > 0) await insertEvents(tx, ctx, read, givenSql(read));
  const unread = drafts.filter(({ data }) => !data);
  for (const kind of new Set(unread.map(({ subject }) => subject.kind))) {
    const some = unread.filter(({ subject }) => subject.kind === kind);
    const ids = some.map(({ subject }) => subject.id);
    const missing = await insertEvents(tx, ctx, some, dataSql[kind](ctx.now, ids));
    if (missing > 0 && kind !== 'user')
      throw new Error(`${some[0]?.type}: ${missing} of ${ids.join(', ')} are gone; read their data before.`);
  }
}

/** Data that was read before, as `dataSql` gives what there still is. */
function givenSql(drafts: readonly EventDraft[]): Prisma.Sql {
  const rows = drafts.map(({ subject, data }) => ({ id: subject.id, data }));
  return Prisma.sql`select id, data from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) given(id text, data jsonb)`;
}

/** Returns how many of them are about a subject that is not among the rows of `source`, and are not published. */
async function insertEvents(
  tx: Transaction,
  ctx: Ctx,
  drafts: readonly EventDraft[],
  source: Prisma.Sql,
): Promise<number> {
  const rows = drafts.map(({ type, organizationId, subject }) => ({
    id: newId('event', ctx.now),
    type,
    organization: organizationId,
    subject: subject.id,
  }));
  const [row] = await tx.$queryRaw<[{ published: number }]>`${prepared}
    with published as (
      insert into events (id, type, organization_id, occurred_at, data)
      select event.id, event.type, event.organization, ${ctx.now}::timestamptz, source.data
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        event(id text, type text, organization text, subject text)
      join (${source}) source on source.id = event.subject order by event.id
      returning id, type, organization_id),
    ${fanOutSql(ctx, Prisma.sql`published`)}
    select (select count(*)::int from published) as published, (select count(*)::int from delivery_jobs) as jobs`;
  return rows.length - row.published;
}

/** The subject as an event shows it, for one that is about to be deleted; null when there is none. */
export async function readEventData(
  tx: Transaction,
  ctx: Ctx,
  { kind, id }: Subject,
): Promise<EventData | null> {
  const [row] = await tx.$queryRaw<{ data: EventData }[]>(dataSql[kind](ctx.now, [id]));
  return row?.data ?? null;
}

const memberTables = Prisma.sql`memberships membership
  join organizations organization on organization.id = membership.organization_id
  join users person on person.id = membership.user_id`;

/** Rows of id and data. */
const dataSql: Record<SubjectKind, (now: Date, ids: string[]) => Prisma.Sql> = {
  organization: (_, ids) => Prisma.sql`
    select organization.id, ${organizationData} as data from organizations organization
    where organization.id = any(${ids}::text[])`,
  membership: (now, ids) => Prisma.sql`
    select membership.id, ${memberData(now)} as data from ${memberTables}
    where membership.id = any(${ids}::text[])`,
  invitation: (now, ids) => Prisma.sql`
    select invited.id, ${memberData(now)} as data
    from invitations invited join (${memberTables}) on membership.id = invited.membership_id
    where invited.id = any(${ids}::text[])`,
  user: (_, ids) => Prisma.sql`
    select person.id, jsonb_build_object('user', ${personData}) as data from users person
    where person.id = any(${ids}::text[])`,
  domain: (now, ids) => Prisma.sql`
    select domain.id, ${domainData(now)} as data from domains domain where domain.id = any(${ids}::text[])`,
  role: (_, ids) =>
    Prisma.sql`select role.id, ${roleData} as data from roles role where role.id = any(${ids}::text[])`,
  permission: (_, ids) => Prisma.sql`
    select permission.id, ${permissionData} as data from permissions permission
    where permission.id = any(${ids}::text[])`,
  connection: (_, ids) => Prisma.sql`
    select connection.id, ${connectionData} as data from connections connection
    where connection.id = any(${ids}::text[])`,
  directory: (_, ids) => Prisma.sql`
    select directory.id, ${directoryData} as data from directories directory
    where directory.id = any(${ids}::text[])`,
  directory_user: (_, ids) => Prisma.sql`
    select directory_user.id, ${directoryUserData()} as data from directory_users directory_user
    where directory_user.id = any(${ids}::text[])`,
  directory_group: (_, ids) => Prisma.sql`
    select directory_group.id, ${directoryGroupData} as data from directory_groups directory_group
    where directory_group.id = any(${ids}::text[])`,
};
