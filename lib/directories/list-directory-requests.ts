import { Prisma } from '@/prisma/generated/client';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { containsPattern } from '../lists/contains-pattern';
import { keysetSql, newestById, type Page, pageSize, readCursor, toPage } from '../lists/keyset';
import type { GroupChanges } from '../scim/group-changes';
import type { ListDirectoryRequestsInput } from './directory.schema';

/** A change that a directory asked for, a refusal or a test, and what came of it. */
export interface DirectoryRequestRow {
  readonly id: string;
  readonly at: Date;
  readonly method: string;
  /** Below the base URL, with its query. */
  readonly path: string;
  readonly status: number;
  /** What it was about: an address, a group's name. */
  readonly subject: string | null;
  /** One word; null: it was refused. */
  readonly outcome: string | null;
  /** The refusal as the directory was told. */
  readonly detail: string | null;
  /** What it did to a group. */
  readonly changes: GroupChanges | null;
}

const newestFirst = newestById('directory-requests', Prisma.sql`r.id`);

/**
 * One page of a directory's log, the newest first, read by an index; of a foreign directory it is empty. A search reads what it
 * passes over, of which there is a month.
 */
export async function listDirectoryRequests(
  ctx: Ctx,
  input: ListDirectoryRequestsInput,
  size = pageSize,
): Promise<Page<DirectoryRequestRow>> {
  authorize(ctx, 'directory.list', input.organizationId);
  const { organizationId, directoryId } = input;
  const cursor = readCursor(input.cursor, newestFirst);
  const { where, orderBy } = keysetSql(newestFirst, cursor);
  const rows = await ctx.db.$queryRaw<DirectoryRequestRow[]>`
    select r.id, r.at, r.method, r.path, r.status, r.subject, r.outcome, r.detail,
      r.changes
    from directory_requests r join directories d on d.id = r.directory_id
    where r.directory_id = ${directoryId} and d.organization_id = ${organizationId} and ${matchingSql(input)}
      and ${where}
    order by ${orderBy} limit ${size + 1}`;
  return toPage(rows, { order: newestFirst, cursor, size }, ({ id }) => ({ value: id, id }));
}

function matchingSql({ search, outcomes, subjects }: ListDirectoryRequestsInput): Prisma.Sql {
  const pattern = containsPattern(search ?? '');
  const paths = subjects.map((subject) => `${pathOf[subject]}%`);
  return Prisma.sql`true
    ${
      search === null
        ? Prisma.empty
        : Prisma.sql`and (lower(r.subject) like ${pattern} or lower(r.detail) like ${pattern}
      or lower(${saidSql}) like ${pattern})`
    }
    ${outcomes.length === 0 ? Prisma.empty : Prisma.sql`and (case when r.status >= 400 then 'refused' else r.outcome end) = any(${outcomes}::text[])`}
    ${subjects.length === 0 ? Prisma.empty : Prisma.sql`and lower(r.path) like any(${paths}::text[])`}`;
}

/** Of what a change did to a group the names. */
const saidSql = Prisma.sql`jsonb_path_query_array(r.changes, '$.** ? (@.type() == "string")')::text`;

/** In lower case: endpoints are found in any. */
const pathOf = { users: '/users', groups: '/groups' } as const;
