import { Prisma } from '@/prisma/generated/client';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { firstId } from '../id';
import { keysetSql, newestById, readCursor, toPage } from '../lists/keyset';
import type { CountedPage, PageInput } from '../lists/list-records';

/** A person who proved who they are. */
export interface SignInRecord {
  readonly id: string;
  readonly at: Date;
  readonly email: string;
  /** How: invitation, email_link, claim. */
  readonly method: string;
  /** The organization that the session began in. */
  readonly organizationId: string | null;
  /** The application that it was for, also when that is gone. */
  readonly clientId: string | null;
  readonly client: { readonly name: string; readonly kind: string; readonly isNative: boolean } | null;
}

/** Which sign-ins; what is null leaves none out. */
export interface ListSignInsInput extends PageInput {
  readonly email: string | null;
  readonly clientId: string | null;
  /** Both included. */
  readonly from: Date | null;
  readonly to: Date | null;
}

const newestFirst = newestById('sign-ins', Prisma.sql`e.id`);

/**
 * One page of who signed in, the newest first, and how many there are in all. A page is read by an index from the cursor
 * on, for one address or application, too; only the count grows with what fits.
 */
export async function listSignIns(ctx: Ctx, input: ListSignInsInput): Promise<CountedPage<SignInRecord>> {
  authorize(ctx, 'activity.list');
  const cursor = readCursor(input.cursor, newestFirst);
  const keyset = keysetSql(newestFirst, cursor);
  const matching = conditions(input);
  const [rows, [counted]] = await Promise.all([
    ctx.db.$queryRaw<SignInRecord[]>`
      select e.id, e.at, e.target_name as email, e.changes #>> '{after,method}' as method,
        e.changes #>> '{after,organization}' as "organizationId", e.changes #>> '{after,client}' as "clientId",
        case when c.id is not null
          then json_build_object('name', c.name, 'kind', c.kind, 'isNative', c.is_native) end as client
      from (select * from audit_events e where ${matching} and ${keyset.where}
        order by ${keyset.orderBy} limit ${input.pageSize + 1}) e
      left join clients c on c.id = e.changes #>> '{after,client}'
      order by ${keyset.orderBy}`,
    ctx.db.$queryRaw<{ count: number }[]>`
      select count(*)::int as count from audit_events e where ${matching}`,
  ]);
  const place = { order: newestFirst, cursor, size: input.pageSize };
  return { ...toPage(rows, place, ({ id }) => ({ value: id, id })), total: counted?.count ?? 0 };
}

/** The action is text of the statement, not a parameter: partial indexes are only found that way. */
function conditions({ email, clientId, from, to }: ListSignInsInput): Prisma.Sql {
  const all = [Prisma.sql`e.action = 'user.signed_in'`];
  if (email !== null) all.push(Prisma.sql`lower(e.target_name) collate "C" = ${email.toLowerCase()}`);
  if (clientId !== null) all.push(Prisma.sql`e.changes #>> '{after,client}' = ${clientId}`);
  if (from) all.push(Prisma.sql`e.id >= ${firstId('audit', from)}`);
  if (to) all.push(Prisma.sql`e.id < ${firstId('audit', new Date(to.getTime() + 1))}`);
  return Prisma.join(all, ' and ');
}
