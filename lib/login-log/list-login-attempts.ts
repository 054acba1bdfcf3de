import { Prisma } from '@/prisma/generated/client';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { ConnectionProvider, ConnectionType } from '../connections/connection.schema';
import {
  type Cursor,
  keysetSql,
  newestByCreation,
  type Page,
  pageSize,
  readCursor,
  toPage,
} from '../lists/keyset';
import { type LoginMethod, type LoginState, loginState } from './login-attempt';
import { loginConditions } from './login-conditions';
import type { ListLoginAttemptsInput } from './login-log.schema';

export interface LoginAttemptRow {
  readonly id: string;
  /** What the person was told. */
  readonly reference: string;
  readonly at: Date;
  readonly endedAt: Date | null;
  readonly state: LoginState;
  readonly method: LoginMethod;
  /** Null: nobody could tell yet who it was. */
  readonly email: string | null;
  readonly userId: string | null;
  readonly organizationId: string | null;
  /** Null, too, when the organization is gone. */
  readonly organizationName: string | null;
  readonly connectionId: string | null;
  /** Null, too, when the connection is gone. */
  readonly connection: LoginConnectionFacts | null;
  readonly clientId: string | null;
  readonly client: { readonly name: string; readonly kind: string; readonly isNative: boolean } | null;
  /** Of a failure: the step that refused, and why in words for an admin. */
  readonly failedStep: string | null;
  readonly reason: string | null;
  readonly ip: string | null;
}

export interface LoginConnectionFacts {
  readonly name: string | null;
  readonly provider: ConnectionProvider;
  readonly type: ConnectionType;
}

interface FoundAttempt extends Omit<LoginAttemptRow, 'state'> {
  readonly outcome: 'PENDING' | 'SUCCESS' | 'FAILURE';
}

const newestFirst = newestByCreation('logins', Prisma.sql`l`);

/**
 * One page of who logged in, tried to or was refused, in an organization or in the whole workspace (for staff), newest
 * first. Read by an index from the cursor on, refused ones by one of their own.
 */
export async function listLoginAttempts(
  ctx: Ctx,
  input: ListLoginAttemptsInput,
  size = pageSize,
): Promise<Page<LoginAttemptRow>> {
  authorize(ctx, 'login-attempt.list', input.organizationId ?? undefined);
  const cursor = readCursor(input.cursor, newestFirst);
  const { where, orderBy } = keysetSql(newestFirst, cursor);
  const found = await ctx.db.$queryRaw<FoundAttempt[]>`
    select ${attemptColumns}
    from (select * from login_attempts l where ${loginConditions(ctx, input)} and ${where}
      order by ${orderBy} limit ${size + 1}) l ${attemptJoins}
    order by ${orderBy}`;
  const rows = found.map(({ outcome, ...row }) => ({
    ...row,
    state: loginState({ outcome, createdAt: row.at }, ctx.now),
  }));
  return toPage(rows, { order: newestFirst, cursor, size }, placeOf);
}

/** How many attempts fit in all. */
export async function countLoginAttempts(ctx: Ctx, input: ListLoginAttemptsInput): Promise<number> {
  authorize(ctx, 'login-attempt.list', input.organizationId ?? undefined);
  const [counted] = await ctx.db.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from login_attempts l where ${loginConditions(ctx, input)}`;
  return counted?.count ?? 0;
}

/** What a row of the log shows, of `login_attempts l` with the joins below. */
export const attemptColumns = Prisma.sql`l.id, l.reference, l.created_at as at, l.ended_at as "endedAt", l.outcome::text,
  l.method, l.email, l.user_id as "userId", l.organization_id as "organizationId", o.name as "organizationName",
  l.connection_id as "connectionId",
  case when n.id is not null then json_build_object('name', n.name, 'provider', n.provider, 'type', n.type) end as connection,
  l.client_id as "clientId",
  case when c.id is not null then json_build_object('name', c.name, 'kind', c.kind, 'isNative', c.is_native) end as client,
  l.failed_step as "failedStep", l.reason, l.ip`;

export const attemptJoins = Prisma.sql`
  left join organizations o on o.id = l.organization_id
  left join connections n on n.id = l.connection_id
  left join clients c on c.id = l.client_id`;

function placeOf({ at, id }: LoginAttemptRow): Pick<Cursor, 'value' | 'id'> {
  return { value: at.toISOString(), id };
}
