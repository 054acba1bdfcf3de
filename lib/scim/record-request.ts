import { Prisma } from '@/prisma/generated/client';
import { notifySql } from '../audit/record';
import { authorizeDirectory } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { newId } from '../id';
import type { GroupChanges } from './group-changes';
import type { ScimErrorType } from './scim-error';
import { isUserSql } from './user-columns';

/** A request of a directory, as its log shows it. */
export interface ScimRequest {
  readonly method: string;
  /** Below the base URL, with its query. */
  readonly path: string;
  /** Without passwords. */
  readonly body: string | null;
}

/** What came of a request. */
export type RequestOutcome =
  /** They are a new member. */
  | 'user_created'
  /** They are known, and no member by it: they are off. */
  | 'user_inactive'
  /** The same: they have no address. */
  | 'user_without_address'
  /** The same: people here manage the member. */
  | 'user_managed_here'
  /** The same: another directory manages the member. */
  | 'user_managed_elsewhere'
  /** The same: people here removed the member. */
  | 'user_removed_here'
  /** They were a member, and are the directory's now. */
  | 'member_adopted'
  /** They were invited, and are a member now. */
  | 'invitation_completed'
  | 'member_reactivated'
  | 'member_deactivated'
  | 'user_updated'
  /** They named whom the same bulk request could not create. */
  | 'reference_dropped'
  | 'user_deleted'
  | 'group_created'
  | 'group_updated'
  | 'group_deleted'
  | 'nothing_changed'
  /** The directory tried whether it reaches Usher. */
  | 'connection_tested';

export interface RequestEntry {
  readonly status: number;
  /** What it was about, in words: an address, a group's name. */
  readonly subject: string | null;
  readonly outcome: RequestOutcome | null;
  readonly scimType?: ScimErrorType | null;
  /** The refusal as the directory was told. */
  readonly detail?: string | null;
  /** What it did to a group. */
  readonly changes?: GroupChanges;
}

/** What of a line the statement alone knows that writes it. */
interface KnownLater {
  readonly subject?: Prisma.Sql;
  readonly outcome?: Prisma.Sql;
  readonly changes?: Prisma.Sql;
}

const mostOfPath = 500;
const mostOfBody = 8192;

/**
 * Writes a request into the directory's log for the one row of `from`, or for none; goes into a CTE.
 */
export function requestSql(
  ctx: Ctx,
  { method, path, body }: ScimRequest,
  entry: RequestEntry,
  from: Prisma.Sql,
  { subject, outcome, changes }: KnownLater = {},
): Prisma.Sql {
  const { directoryId } = authorizeDirectory(ctx);
  return Prisma.sql`
    insert into directory_requests (id, directory_id, at, method, path, status, scim_type, subject, outcome, detail, changes,
      body, request_id)
    select ${newId('directoryRequest', ctx.now)}, ${directoryId}, ${ctx.now}::timestamptz, ${method},
      ${path.slice(0, mostOfPath)}, ${entry.status}::int, ${entry.scimType ?? null},
      ${subject ?? Prisma.sql`${entry.subject}::text`}, ${outcome ?? Prisma.sql`${entry.outcome}`}, ${toStorable(entry.detail)},
      nullif(jsonb_strip_nulls(${changes ?? Prisma.sql`${entry.changes && JSON.stringify(entry.changes)}::jsonb`}), '{}'),
      ${toStorable(body?.slice(0, mostOfBody))}, ${ctx.requestId}
    from ${from}`;
}

export interface RecordRequestInput {
  readonly request: ScimRequest;
  readonly entry: RequestEntry;
  /** Of a user or a group: where this directory knows it, the line names it so; null: it was about none. */
  readonly aboutId?: string | null;
}

/** The same as a statement of its own, in the transaction of a change or after a refusal; whoever looks at the log sees it. */
export async function recordRequest(
  tx: Transaction,
  ctx: Ctx,
  { request, entry, aboutId = null }: RecordRequestInput,
): Promise<void> {
  const { organizationId, directoryId } = authorizeDirectory(ctx);
  const known =
    aboutId === null ? {} : { subject: knownSql(directoryId, toStorable(aboutId) ?? '', entry.subject) };
  await tx.$queryRaw`
    with logged as (${requestSql(ctx, request, entry, Prisma.sql`(values (1)) one`, known)} returning 1)
    select ${notifySql(organizationId)} from logged`;
}

/** What a user or a group of the directory is called in its log; of none what the request itself says. */
function knownSql(directoryId: string, id: string, said: string | null): Prisma.Sql {
  return Prisma.sql`coalesce(
    (select coalesce(u.email, u.user_name) from directory_users u where ${isUserSql(id, directoryId)}),
    (select g.display_name from directory_groups g where g.id = ${id} and g.directory_id is not distinct from ${directoryId}),
    ${said}::text)`;
}

/** PostgreSQL keeps neither NUL nor half a character, and a refusal quotes what was sent. */
function toStorable(text: string | null | undefined): string | null {
  return text?.replaceAll('\0', '').toWellFormed() ?? null;
}
