import { Prisma } from '@/prisma/generated/client';
import { actorId, actorName, type Ctx } from '../authz/context';
import { changesChannel, type Transaction } from '../db';
import { publishEvent } from '../events/publish';
import { newId } from '../id';
import type { AuditEntry } from './audit-event';
import { eventOfAction, subjectOfTarget } from './event-of-action';

/**
 * Writes what happened into the audit log, publishes the event of it where the application is told, and tells every
 * process that the organization changed, all only if the transaction commits.
 */
export async function recordAudit(tx: Transaction, ctx: Ctx, entry: AuditEntry): Promise<void> {
  await tx.auditEvent.create({
    data: {
      id: newId('audit', ctx.now),
      at: ctx.now,
      organizationId: entry.organizationId,
      action: entry.action,
      actorKind: ctx.actor.kind,
      actorId: actorId(ctx.actor),
      actorName: actorName(ctx.actor),
      targetKind: entry.target.kind,
      targetId: entry.target.id,
      targetName: entry.target.name,
      changes: JSON.parse(JSON.stringify(entry.changes ?? {})),
      ip: ctx.ip,
      requestId: ctx.requestId,
    },
    select: { id: true },
  });
  await publishEventOf(tx, ctx, entry);
  await notifyChange(tx, entry.organizationId);
}

/** The event of what was recorded, if it has one. */
export async function publishEventOf(tx: Transaction, ctx: Ctx, entry: AuditEntry): Promise<void> {
  const type = eventOfAction[entry.action];
  const kind = subjectOfTarget[entry.target.kind];
  if (!type || !kind) return;
  const { organizationId, target, eventData } = entry;
  await publishEvent(tx, ctx, {
    type,
    organizationId,
    subject: { kind, id: target.id },
    ...(eventData && { data: eventData }),
  });
}

/** Tells every process that something to be seen in the organization changed; delivered when the transaction commits. */
export async function notifyChange(tx: Transaction, organizationId: string | null): Promise<void> {
  await tx.$queryRaw`select ${notifySql(organizationId)}`;
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
