import type { z } from 'zod';
import type { ClientActor, Ctx } from '@/lib/authz/context';
import type { Database } from '@/lib/db';
import { newMemberSchema } from '@/lib/memberships/membership.schema';
import { type ProvisionedMember, provisionMember } from '@/lib/memberships/provision-member';
import { contextFor, freshEmail, memberRoleId, testNow } from './world';

/** The vendor's application, as it calls the API. */
export function programFor(db: Database, now = testNow): Ctx {
  const actor: ClientActor = { kind: 'client', clientId: 'cli_1000000000000000001', name: 'Billing' };
  return contextFor(db, actor, now);
}

/** Adds somebody at once: a fresh address as a member, unless told otherwise. */
export async function provision(
  ctx: Ctx,
  organizationId: string,
  member: Partial<z.input<typeof newMemberSchema>> = {},
): Promise<ProvisionedMember> {
  const given = { organizationId, email: freshEmail('provisioned'), roleIds: [memberRoleId], ...member };
  return provisionMember(ctx, newMemberSchema.parse(given));
}
