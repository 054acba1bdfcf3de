import { actorName, actorUserId, type Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { newId } from '../id';
import { enqueueMail } from '../mail/enqueue-mail';
import type { ConnectionChangeMail } from '../mail/mail-content';
import { type ConnectionRecord, connectionLabel } from './connection-record';

/** More than an organization has admins. */
const most = 50;

/**
 * Mails the admins of an organization that people log in there by a connection from now on, or that another identity
 * provider or certificate vouches for them, in the caller's transaction; all but the one who did it.
 */
export async function tellOfConnection(
  tx: Transaction,
  ctx: Ctx,
  connection: ConnectionRecord,
  change: ConnectionChangeMail['change'],
): Promise<void> {
  const { connectionId, organizationId, organizationName } = connection;
  const admins = await tx.$queryRaw<{ userId: string; email: string }[]>`
    select u.id as "userId", u.email
    from memberships m join users u on u.id = m.user_id
    where m.organization_id = ${organizationId} and m.status = 'ACTIVE'
      and u.id is distinct from ${actorUserId(ctx.actor)}
      and exists (select 1 from membership_roles held join roles r on r.id = held.role_id
        where held.membership_id = m.id and r.effective_permissions @> array['sso:manage'])
    order by u.id limit ${most}`;
  for (const { userId, email } of admins)
    await enqueueMail(tx, ctx, {
      to: email,
      organizationId,
      userId,
      invitationId: null,
      idempotencyKey: `connection/${connectionId}/${newId('mail', ctx.now)}`,
      content: {
        kind: 'connection_change',
        change,
        organizationId,
        organizationName,
        connectionId,
        connectionName: connectionLabel(connection),
        actorName: actorName(ctx.actor),
        changedAt: ctx.now.toISOString(),
      },
    });
}
