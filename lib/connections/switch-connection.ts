import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { refuse } from '../errors';
import type { SwitchConnectionInput } from './connection.schema';
import type { ConnectionRecord } from './connection-record';
import { requireOtherWay } from './keep-enforced';
import { connectionTarget, lockConnection } from './lock-connection';
import { tellOfConnection } from './tell-of-connection';

/**
 * Switches a connection on or off; one that is so already stays so. Only one with everything that a login needs can be on,
 * and only in an organization that has single sign-on (`conflict`, with what is missing). While it is off nobody logs in
 * by it, and sessions that it began go on. The admins are told of one that is on now. The last one that is on stays on while members must use SSO.
 */
export async function switchConnection(ctx: Ctx, input: SwitchConnectionInput): Promise<void> {
  authorize(ctx, 'connection.manage', input.organizationId);
  const { organizationId, enabled } = input;
  await ctx.db.$transaction(async (tx) => {
    const connection = await lockConnection(tx, input);
    if (connection.enabled === enabled) return;
    await (enabled ? requireReady(tx, ctx, connection) : requireOtherWay(tx, connection));
    const data = { enabled, updatedAt: ctx.now };
    await tx.connection.update({ where: { id: connection.connectionId }, data, select: { id: true } });
    if (enabled) await tellOfConnection(tx, ctx, connection, 'enabled');
    await recordAudit(tx, ctx, {
      action: enabled ? 'connection.enabled' : 'connection.disabled',
      organizationId,
      target: connectionTarget(connection),
    });
  });
}

async function requireReady(tx: Transaction, ctx: Ctx, connection: ConnectionRecord): Promise<void> {
  const { organizationId, missing } = connection;
  const where = { id: organizationId, ssoEnabled: true };
  if (!(await tx.organization.findFirst({ where, select: { id: true } })))
    refuse('conflict', 'Single sign-on is not switched on for this organization.');
  if (missing.length > 0) refuse('conflict', `Something is still missing: ${missing.join(', ')}.`);
  const expired =
    connection.type === 'SAML' && connection.certificates.every(({ notAfter }) => notAfter <= ctx.now);
  if (expired)
    refuse('conflict', 'Every certificate of the identity provider has expired. Add the present one.');
}
