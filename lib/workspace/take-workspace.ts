import { recordAudit } from '../audit/record';
import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { newId } from '../id';
import { addressKey } from '../users/email-address';

export interface Taking {
  readonly email: string;
  /** Null: as it is. */
  readonly applicationName: string | null;
  /** Whether the owner is known to have this mailbox. */
  readonly verified: boolean;
}

/**
 * Claims the workspace for one person, who becomes its owner, and returns their user id; null when it is claimed
 * already. One statement decides between parallel claims: the second waits for the first and then finds no row.
 */
export async function takeWorkspace(tx: Transaction, ctx: Ctx, taking: Taking): Promise<string | null> {
  const [workspace] = await tx.$queryRaw<{ id: string; name: string }[]>`
    update workspace set claimed_at = ${ctx.now}::timestamptz, updated_at = ${ctx.now}::timestamptz,
      application_name = coalesce(${taking.applicationName}, application_name)
    where claimed_at is null returning id, application_name as name`;
  if (!workspace) return null;
  const userId = await makeOwner(tx, ctx, taking);
  await recordAudit(tx, ctx, {
    action: 'workspace.claimed',
    organizationId: null,
    target: { kind: 'workspace', id: workspace.id, name: workspace.name },
    changes: { after: { owner: taking.email, applicationName: workspace.name } },
  });
  return userId;
}

async function makeOwner(tx: Transaction, ctx: Ctx, { email, verified }: Taking): Promise<string> {
  const verifiedAt = verified ? ctx.now : null;
  const [user] = await tx.$queryRaw<{ id: string }[]>`
    insert into users (id, email, email_key, email_verified_at, created_at, updated_at)
    values (${newId('user', ctx.now)}, ${email}, ${addressKey(email)}, ${verifiedAt}::timestamptz,
      ${ctx.now}::timestamptz, ${ctx.now}::timestamptz)
    on conflict (email_key) do update
      set email_verified_at = coalesce(users.email_verified_at, excluded.email_verified_at)
    returning id`;
  if (!user) throw new Error('Writing the owner returned no row.');
  await tx.$executeRaw`
    insert into staff (user_id, role, created_at) values (${user.id}, 'OWNER', ${ctx.now}::timestamptz)
    on conflict (user_id) do update set role = 'OWNER'`;
  return user.id;
}
