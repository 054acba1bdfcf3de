import { Prisma } from '@/prisma/generated/client';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { firstId } from '../id';
import { containsPattern } from '../lists/contains-pattern';
import { keysetSql, newestById, type Page, pageSize, readCursor, toPage } from '../lists/keyset';
import type { ListActivityInput } from './activity.schema';
import type { AuditAction, AuditChanges, AuditTargetKind } from './audit-event';

export interface ActivityRow {
  readonly id: string;
  readonly at: Date;
  readonly organizationId: string | null;
  /** Null for what concerns the workspace, and when the organization is gone. */
  readonly organizationName: string | null;
  readonly action: AuditAction;
  readonly actorKind: 'user' | 'client' | 'portal' | 'directory' | 'anonymous' | 'system';
  readonly actorId: string | null;
  readonly actorName: string;
  readonly targetKind: AuditTargetKind;
  readonly targetId: string;
  readonly targetName: string;
  readonly changes: AuditChanges;
  readonly ip: string | null;
  readonly requestId: string;
}

/**
 * One page of what happened in an organization, or in the whole workspace (for staff), newest first. Its cost does not
 * grow with the log: each filter walks an index from the cursor on.
 */
export async function listActivity(
  ctx: Ctx,
  input: ListActivityInput,
  size = pageSize,
): Promise<Page<ActivityRow>> {
  authorize(ctx, 'activity.list', input.organizationId ?? undefined);
  const cursor = readCursor(input.cursor, newestFirst);
  const rows = await ctx.db.$queryRaw<ActivityRow[]>`
    select e.id, e.at, e.organization_id as "organizationId", o.name as "organizationName", e.action,
      e.actor_kind as "actorKind", e.actor_id as "actorId", e.actor_name as "actorName", e.target_kind as "targetKind",
      e.target_id as "targetId", e.target_name as "targetName", e.changes, e.ip, e.request_id as "requestId"
    from (${eventsSql(input, keysetSql(newestFirst, cursor), size + 1)}) e
    left join organizations o on o.id = e.organization_id
    order by ${keysetSql(newestFirst, cursor).orderBy}`;
  return toPage(rows, { order: newestFirst, cursor, size }, ({ id }) => ({ value: id, id }));
}

const newestFirst = newestById('newest', Prisma.sql`e.id`);

/** Of several actions each is read from its own place in the index: a rare one is not looked for among all. */
function eventsSql(
  input: ListActivityInput,
  keyset: ReturnType<typeof keysetSql>,
  limit: number,
): Prisma.Sql {
  const { where, orderBy } = keyset;
  const condition = Prisma.sql`${conditionSql(input)} and ${where}`;
  if (input.actions.length === 0) {
    return Prisma.sql`select * from audit_events e where ${condition} order by ${orderBy} limit ${limit}`;
  }
  return Prisma.sql`
    select e.* from unnest(${[...new Set(input.actions)]}::text[]) wanted(action) cross join lateral (
      select * from audit_events e where e.action = wanted.action and ${condition}
      order by ${orderBy} limit ${limit}) e
    order by ${orderBy} limit ${limit}`;
}

function conditionSql(input: ListActivityInput): Prisma.Sql {
  const conditions = [Prisma.sql`true`];
  if (input.organizationId !== null) conditions.push(Prisma.sql`e.organization_id = ${input.organizationId}`);
  if (input.actorId) conditions.push(Prisma.sql`e.actor_id = ${input.actorId}`);
  if (input.from) conditions.push(Prisma.sql`e.id >= ${firstId('audit', input.from)}`);
  if (input.to) conditions.push(Prisma.sql`e.id < ${firstId('audit', input.to)}`);
  if (input.target) conditions.push(targetCondition(input.target));
  return Prisma.join(conditions, ' and ');
}

/** The environment may give an application any id, so that what looks like none may be one. */
function targetCondition(target: string): Prisma.Sql {
  const isIt = Prisma.sql`e.target_id = ${target}`;
  return /^[a-z]+_[0-9]{17,19}$/.test(target)
    ? isIt
    : Prisma.sql`(${isIt} or lower(e.target_name) like ${containsPattern(target)})`;
}
