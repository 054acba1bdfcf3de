import { Prisma } from '@/prisma/generated/client';
import { actorId, actorName, type Ctx } from '../authz/context';
import { changesChannel, prepared, type Transaction } from '../db';
import { type EventDraft, publishEvents } from '../events/publish';
import { newId } from '../id';
import type { AuditEntry } from './audit-event';
import { eventOfAction, subjectOfTarget } from './event-of-action';

/**
 * Writes what happened into the audit log, publishes the event of it where the application is told, and tells every
 * process that the organization changed, all only if the transaction commits.
 */
export async function recordAudit(tx: Transaction, ctx: Ctx, entry: AuditEntry): Promise<void> {
  await recordAuditMany(tx, ctx, [entry]);
  await notifyChange(tx, entry.organizationId);
}

/** The same for many, in few statements, but without telling people's screens: the caller does. */
export async function recordAuditMany(
  tx: Transaction,
  ctx: Ctx,
  entries: readonly AuditEntry[],
): Promise<void> {
  const rows = entries.map((entry) => ({
    id: newId('audit', ctx.now),
    organization: entry.organizationId,
    action: entry.action,
    kind: entry.target.kind,
    target: entry.target.id,
    name: entry.target.name,
    changes: entry.changes ?? {},
  }));
  await tx.$executeRaw`${prepared}
    insert into audit_events (${auditColumns})
    select entry.id, ${ctx.now}::timestamptz, entry.organization, entry.action, ${ctx.actor.kind},
      ${actorId(ctx.actor)}, ${actorName(ctx.actor)}, entry.kind, entry.target, entry.name, entry.changes, ${ctx.ip},
      ${ctx.requestId}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as entry(id text, organization text, action text, kind text, target text, name text, changes jsonb)`;
  await publishEvents(tx, ctx, entries.flatMap(toEvent));
}

/** The event of what was recorded, if it has one. */
function toEvent({ action, organizationId, target, eventData }: AuditEntry): EventDraft[] {
  const type = eventOfAction[action];
  const kind = subjectOfTarget[target.kind];
  return type && kind ? [{ type, organizationId, subject: { kind, id: target.id }, data: eventData }] : [];
}

/** Tells every process that something to be seen in the organization changed; delivered when the transaction commits. */
export async function notifyChange(tx: Transaction, organizationId: string | null): Promise<void> {
  await tx.$queryRaw`${prepared} select ${notifySql(organizationId)}`;
}

/** The same as an expression for a hot statement, which must read it. */
export function notifySql(organizationId: string | null | Prisma.Sql): Prisma.Sql {
  return Prisma.sql`pg_notify(${changesChannel}, ${organizationId ?? 'workspace'})::text`;
}

/**
 * The columns of an audit row inside a hot statement: `insert into audit_events (${auditColumns}) select
 * ${auditValues(...)} from ...`. Target and changes are SQL, since they are often known to the statement only.
 */
export const auditColumns = Prisma.sql`id, at, organization_id, action, actor_kind, actor_id, actor_name, target_kind, target_id, target_name, changes, ip, request_id`;

export interface AuditSql {
  readonly action: AuditEntry['action'];
  readonly organizationId: Prisma.Sql;
  readonly targetKind: AuditEntry['target']['kind'];
  readonly targetId: Prisma.Sql;
  readonly targetName: Prisma.Sql;
  readonly changes: Prisma.Sql;
  /** Who acted, where the statement itself finds out (a sign-in); else the context's actor. */
  readonly actor?: { readonly id: Prisma.Sql; readonly name: Prisma.Sql };
}

export function auditValues(ctx: Ctx, entry: AuditSql): Prisma.Sql {
  const actor = entry.actor
    ? Prisma.sql`'user', ${entry.actor.id}, ${entry.actor.name}`
    : Prisma.sql`${ctx.actor.kind}, ${actorId(ctx.actor)}, ${actorName(ctx.actor)}`;
  return Prisma.sql`${newId('audit', ctx.now)}, ${ctx.now}::timestamptz, ${entry.organizationId}, ${entry.action}, ${actor},
    ${entry.targetKind}, ${entry.targetId}, ${entry.targetName}, ${entry.changes}, ${ctx.ip}, ${ctx.requestId}`;
}
