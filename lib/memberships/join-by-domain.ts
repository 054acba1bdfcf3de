import { authorizePerson } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { isUsherError, refuse } from '../errors';
import { consumeLimits } from '../limits/consume-limits';
import type { OrganizationRef } from '../organizations/organization.schema';
import { lockOrganization } from '../organizations/seats';
import { addressKey } from '../users/email-address';
import { type AddedMember, addMember } from './add-member';
import { findJoinableOrganizations, findVerifiedKey } from './joinable-organizations';

export interface JoinedOrganization extends AddedMember {
  readonly organizationName: string;
}

/**
 * Joins an organization that has the acting person's own, verified address in an allowed domain, with the default role of
 * its members. Whatever keeps them out is the same refusal (`not_found`), but for seats (`seats_full`).
 */
export async function joinByDomain(ctx: Ctx, input: OrganizationRef): Promise<JoinedOrganization> {
  const actor = authorizePerson(ctx, 'profile.join');
  await consumeLimits(ctx, [{ key: `join/person/${actor.userId}`, count: 20, windowSeconds: 3600 }]);
  return ctx.db.$transaction(async (tx) => {
    const emailKey = await findVerifiedKey(tx, actor);
    if (emailKey === null)
      refuse('forbidden', 'Sign in by a mailed link first: it shows that the address is yours.');
    return addByDomain(tx, ctx, { organizationId: input.organizationId, email: emailKey });
  });
}

/**
 * Makes whoever has proven `email` an active member, and a person of somebody unknown, in the caller's transaction. The
 * organization is locked in a statement of its own before anything is looked at, so that a removal that is under way
 * counts. The caller has checked the proof.
 */
export async function addByDomain(
  tx: Transaction,
  ctx: Ctx,
  { organizationId, email }: { readonly organizationId: string; readonly email: string },
): Promise<JoinedOrganization> {
  await lockOrganization(tx, organizationId);
  const joinable = await findJoinableOrganizations(tx, addressKey(email));
  const organization = joinable.find((one) => one.organizationId === organizationId);
  if (!organization)
    refuse('not_found', 'Your address does not open this organization. Ask one of its admins.');
  const roleId = await findDefaultRole(tx, organizationId);
  const names = { givenName: null, familyName: null, displayName: null };
  try {
    const added = await addMember(tx, ctx, {
      grantable: 'all',
      person: { organizationId, email, roleIds: [roleId], ...names },
      provisioningMethod: 'allowed_email_domain',
      roleSource: 'DEFAULT',
      isOwnDoing: true,
    });
    return { ...added, organizationName: organization.name };
  } catch (error) {
    if (!isUsherError(error) || error.code !== 'seats_full') throw error;
    return refuse('seats_full', `All seats of ${organization.name} are taken. Ask one of its admins.`, {
      cause: error,
    });
  }
}

/** What later members of the organization get: as it says itself, else as everywhere. */
async function findDefaultRole(tx: Transaction, organizationId: string): Promise<string> {
  const [row] = await tx.$queryRaw<{ id: string | null }[]>`
    select coalesce(o.default_member_role_id, w.default_member_role_id) as id
    from organizations o cross join workspace w where o.id = ${organizationId}`;
  return row?.id ?? refuse('conflict', 'There is no role for new members. Ask one of the admins.');
}
