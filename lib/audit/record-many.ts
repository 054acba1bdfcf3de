import { actorId, actorName, type Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { newId } from '../id';
import type { AuditEntry } from './audit-event';
import { auditColumns, publishEventOf } from './record';

/**
 * Writes many entries in one statement, like `recordAudit` but without telling people's screens: the caller's own entry
 * does. Those that the application is told of are published one by one.
 */
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
  await tx.$executeRaw`
    insert into audit_events (${auditColumns})
    select entry.id, ${ctx.now}::timestamptz, entry.organization, entry.action, ${ctx.actor.kind},
      ${actorId(ctx.actor)}, ${actorName(ctx.actor)}, entry.kind, entry.target, entry.name, entry.changes, ${ctx.ip},
      ${ctx.requestId}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as entry(id text, organization text, action text, kind text, target text, name text, changes jsonb)`;
  for (const entry of entries) await publishEventOf(tx, ctx, entry);
}
