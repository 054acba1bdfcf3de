import { recordAudit } from '../audit/record';
import type { Ctx, DirectoryActor } from '../authz/context';
import { managingPermissions } from '../authz/permissions';
import type { Transaction } from '../db';
import { endSessionsOfMember } from '../sessions/end-sessions-of-member';
import type { EmailAddress } from '../users/email-address';
import { ScimError } from './scim-error';

export interface NewAddress {
  readonly actor: DirectoryActor;
  readonly membershipId: string;
  readonly email: EmailAddress;
}

type Account = { id: string; email: string; email_key: string; own: boolean };

/**
 * Gives a member's account the address that the directory says, which nobody has proven: sessions and links that were mailed
 * to the old one end. Only of an account that a directory made, that belongs nowhere else, and that is an admin by a group of
 * this directory if at all: any other keeps its address (409), and so does one whose new address is somebody else's (the
 * constraint decides). Never are two accounts linked.
 */
export async function changeAddress(
  tx: Transaction,
  ctx: Ctx,
  { actor, membershipId, email }: NewAddress,
): Promise<void> {
  const { organizationId } = actor;
  const account = await lockAccount(tx, actor, membershipId);
  if (account.email_key === email.key) return;
  if (!account.own) refuseForeign(account);
  await tx.$executeRaw`
    update users set email = ${email.address}, email_key = ${email.key}, email_verified_at = null,
      updated_at = ${ctx.now}::timestamptz
    where id = ${account.id}`;
  await tx.signInLink.deleteMany({ where: { userId: account.id, consumedAt: null } });
  await tx.signInAttempt.deleteMany({ where: { userId: account.id, consumedAt: null } });
  const sessionsEnded = await endSessionsOfMember(tx, ctx, { userId: account.id, organizationId });
  await recordAudit(tx, ctx, {
    action: 'user.updated',
    organizationId,
    target: { kind: 'user', id: account.id, name: email.address },
    changes: { before: { email: account.email }, after: { email: email.address, sessionsEnded } },
  });
}

/**
 * An account that was made together with the membership was made by a directory. Whoever has a secret of this one may give
 * what its groups give, and not what people, single sign-on or another directory gave: a new address would be a way into it.
 */
async function lockAccount(
  tx: Transaction,
  { organizationId, directoryId }: DirectoryActor,
  membershipId: string,
): Promise<Account> {
  const [account] = await tx.$queryRaw<[Account]>`
    select u.id, u.email, u.email_key,
      m.provisioning_method = 'scim' and m.created_at = u.created_at
        and not exists (select 1 from staff where user_id = u.id)
        and not exists (select 1 from membership_roles held join roles r on r.id = held.role_id
          where held.membership_id = m.id and r.effective_permissions && ${managingPermissions}::text[]
            and not (held.source = 'DEFAULT' and held.reason is null)
            and not (held.source = 'DIRECTORY' and exists (select 1 from directory_role_mappings line
              where line.directory_id = ${directoryId} and line.role_id = held.role_id)))
        and not exists (select 1 from memberships o where o.user_id = u.id and o.id <> m.id) as own
    from memberships m join users u on u.id = m.user_id
    where m.id = ${membershipId} and m.organization_id = ${organizationId} for update of m, u`;
  return account;
}

function refuseForeign({ email }: Account): never {
  throw new ScimError(
    409,
    'uniqueness',
    `The account of ${email} was there before this directory, belongs to another organization, too, or was made an admin here: its address stays. Deactivate this user and create one with the new address.`,
  );
}
