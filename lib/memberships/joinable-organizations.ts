import { authorizePerson } from '../authz/authorize';
import type { Ctx, UserActor } from '../authz/context';
import type { Transaction } from '../db';
import { domainOf } from '../users/email-address';

/** An organization that people of an allowed domain may join by themselves. */
export interface JoinableOrganization {
  readonly organizationId: string;
  readonly name: string;
}

/**
 * The organizations that whoever proves the address of `emailKey` may join, by name: those that have its very domain (not
 * one above or below it) as an allowed, verified one. Not where members must use SSO, nor where they are or were: who was
 * removed, deactivated or invited does not come in by this way (product rule 11).
 */
export async function findJoinableOrganizations(
  tx: Transaction,
  emailKey: string,
): Promise<readonly JoinableOrganization[]> {
  return tx.$queryRaw<JoinableOrganization[]>`
    select o.id as "organizationId", o.name
    from domains d join organizations o on o.id = d.organization_id
    where d.type = 'ALLOWED_EMAIL_DOMAIN' and d.domain = ${domainOf(emailKey)} and d.verified_at is not null
      and not o.sso_required
      and not exists (select 1 from memberships m where m.organization_id = o.id and m.email_key = ${emailKey})
      and not exists (select 1 from removals r where r.organization_id = o.id and r.email_key = ${emailKey})
    order by lower(o.name), o.id`;
}

/** The same for the acting person; none until their address is verified. */
export async function listJoinableOrganizations(ctx: Ctx): Promise<readonly JoinableOrganization[]> {
  const actor = authorizePerson(ctx, 'profile.read');
  const emailKey = await findVerifiedKey(ctx.db, actor);
  return emailKey === null ? [] : findJoinableOrganizations(ctx.db, emailKey);
}

/**
 * The key of a person's address, or null while nobody has shown that it is theirs. A customer's identity provider shows it to
 * its own organization alone.
 */
export async function findVerifiedKey(
  tx: Transaction,
  { userId, sessionId }: Pick<UserActor, 'userId' | 'sessionId'>,
): Promise<string | null> {
  const [user] = await tx.$queryRaw<{ emailKey: string }[]>`
    select email_key as "emailKey" from users where id = ${userId} and email_verified_at is not null
      and not exists (select 1 from sessions where id = ${sessionId} and method = 'sso')`;
  return user?.emailKey ?? null;
}
