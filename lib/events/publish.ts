import { Prisma } from '@/prisma/generated/client';
import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
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
  readonly data?: EventData | undefined;
}

/**
 * Writes the event and its deliveries in the transaction of the change: the data is the subject as it is now, or as it
 * was read before it went. Throws when the subject is gone and nothing was read before, except for a person, whom
 * somebody else may delete at any moment.
 */
export async function publishEvent(tx: Transaction, ctx: Ctx, draft: EventDraft): Promise<void> {
  const data = draft.data ?? (await readEventData(tx, ctx, draft.subject));
  if (!data) {
    if (draft.subject.kind === 'user') return;
    throw new Error(`${draft.type}: ${draft.subject.id} is gone; read its data before.`);
  }
  await tx.$queryRaw`
    with published as (
      insert into events (id, type, organization_id, occurred_at, data)
      values (${newId('event', ctx.now)}, ${draft.type}, ${draft.organizationId}, ${ctx.now}::timestamptz,
        ${JSON.stringify(data)}::jsonb)
      returning id, type, organization_id),
    ${fanOutSql(ctx, Prisma.sql`published`)}
    select count(*)::int from delivery_jobs`;
}

/** The subject as an event shows it, for one that is about to be deleted; null when there is none. */
export async function readEventData(
  tx: Transaction,
  ctx: Ctx,
  { kind, id }: Subject,
): Promise<EventData | null> {
  const [row] = await tx.$queryRaw<{ data: EventData }[]>(dataSql[kind](ctx.now, id));
  return row?.data ?? null;
}

const memberTables = Prisma.sql`memberships membership
  join organizations organization on organization.id = membership.organization_id
  join users person on person.id = membership.user_id`;

const dataSql: Record<SubjectKind, (now: Date, id: string) => Prisma.Sql> = {
  organization: (_, id) =>
    Prisma.sql`select ${organizationData} as data from organizations organization where organization.id = ${id}`,
  membership: (now, id) =>
    Prisma.sql`select ${memberData(now)} as data from ${memberTables} where membership.id = ${id}`,
  invitation: (now, id) => Prisma.sql`
    select ${memberData(now)} as data from ${memberTables}
    where membership.id = (select membership_id from invitations where id = ${id})`,
  user: (_, id) =>
    Prisma.sql`select jsonb_build_object('user', ${personData}) as data from users person where person.id = ${id}`,
  domain: (now, id) =>
    Prisma.sql`select ${domainData(now)} as data from domains domain where domain.id = ${id}`,
  role: (_, id) => Prisma.sql`select ${roleData} as data from roles role where role.id = ${id}`,
  permission: (_, id) =>
    Prisma.sql`select ${permissionData} as data from permissions permission where permission.id = ${id}`,
  connection: (_, id) =>
    Prisma.sql`select ${connectionData} as data from connections connection where connection.id = ${id}`,
  directory: (_, id) =>
    Prisma.sql`select ${directoryData} as data from directories directory where directory.id = ${id}`,
  directory_user: (_, id) => Prisma.sql`
    select ${directoryUserData()} as data from directory_users directory_user where directory_user.id = ${id}`,
  directory_group: (_, id) => Prisma.sql`
    select ${directoryGroupData} as data from directory_groups directory_group where directory_group.id = ${id}`,
};
