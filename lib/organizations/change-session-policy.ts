import { recordAudit } from '../audit/record';
import { whatChanged } from '../audit/what-changed';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { refuse } from '../errors';
import type { ChangeSessionPolicyInput } from './organization.schema';

type Policy = Omit<ChangeSessionPolicyInput, 'organizationId'>;
type Stored = Policy & { readonly name: string };

/**
 * Sets how long logins to an organization last; null leaves it to the application, whose times hold wherever they are
 * shorter. Those that run already end sooner at once where the new policy says so, and never later than they would have.
 */
export async function changeSessionPolicy(ctx: Ctx, input: ChangeSessionPolicyInput): Promise<void> {
  authorize(ctx, 'organization.update', input.organizationId);
  const { organizationId, ...after } = input;
  await ctx.db.$transaction(async (tx) => {
    const { name, ...before } = await lockPolicy(tx, organizationId);
    const changes = whatChanged<Policy>(before, after);
    if (!changes) return;
    const data = { ...after, updatedAt: ctx.now };
    await tx.organization.update({ where: { id: organizationId }, data, select: { id: true } });
    await shortenSessions(tx, organizationId);
    await recordAudit(tx, ctx, {
      action: 'organization.updated',
      organizationId,
      target: { kind: 'organization', id: organizationId, name },
      changes,
    });
  });
}

async function lockPolicy(tx: Transaction, organizationId: string): Promise<Stored> {
  const [policy] = await tx.$queryRaw<Stored[]>`
    select name, session_absolute_minutes as "sessionAbsoluteMinutes", session_idle_minutes as "sessionIdleMinutes"
    from organizations where id = ${organizationId} for update`;
  return policy ?? refuse('not_found', 'There is no such organization.');
}

/** Sessions are locked in their order, as by everybody who ends several. */
async function shortenSessions(tx: Transaction, organizationId: string): Promise<void> {
  await tx.$executeRaw`
    update sessions s set absolute_expires_at = least(s.absolute_expires_at, ends.absolute),
      expires_at = least(s.expires_at, ends.absolute, ends.idle)
    from (
      select locked.id,
        locked.created_at + make_interval(mins => o.session_absolute_minutes) as absolute,
        locked.last_seen_at + make_interval(mins => o.session_idle_minutes) as idle
      from (select * from sessions where organization_id = ${organizationId} order by id for update) locked
      join organizations o on o.id = locked.organization_id) ends
    where s.id = ends.id`;
}
