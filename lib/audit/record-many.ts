import { actorId, actorName, type Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { newId } from '../id';
import type { AuditEntry } from './audit-event';

const rowsPerInsert = 2000;

/** Writes many entries at once, like `recordAudit` but without telling anybody: the caller's own entry does. */
export async function recordAuditMany(
  tx: Transaction,
  ctx: Ctx,
  entries: readonly AuditEntry[],
): Promise<void> {
  const who = { actorKind: ctx.actor.kind, actorId: actorId(ctx.actor), actorName: actorName(ctx.actor) };
  for (let start = 0; start < entries.length; start += rowsPerInsert) {
    const data = entries.slice(start, start + rowsPerInsert).map((entry) => ({
      ...who,
      id: newId('audit', ctx.now),
      at: ctx.now,
      organizationId: entry.organizationId,
      action: entry.action,
      targetKind: entry.target.kind,
      targetId: entry.target.id,
      targetName: entry.target.name,
      changes: JSON.parse(JSON.stringify(entry.changes ?? {})),
      ip: ctx.ip,
      requestId: ctx.requestId,
    }));
    await tx.auditEvent.createMany({ data });
  }
}
