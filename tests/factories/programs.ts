import type { z } from 'zod';
import type { ClientActor, Ctx } from '@/lib/authz/context';
import type { Database } from '@/lib/db';
import type { AddedMember } from '@/lib/memberships/add-member';
import { applicationMemberSchema } from '@/lib/memberships/membership.schema';
import { provisionMember } from '@/lib/memberships/provision-member';
import { createCredentialManager, makeCredential } from './credentials';
import { contextFor, freshEmail, memberRoleId, testNow } from './world';

/** The vendor's application, as it calls the API. */
export function programFor(db: Database, now = testNow): Ctx {
  const actor: ClientActor = { kind: 'client', clientId: 'cli_1000000000000000001', name: 'Billing' };
  return contextFor(db, actor, now);
}

/** The same with a credential of its own, which an invitation refers to. */
export async function createProgram(db: Database): Promise<Ctx> {
  const { clientId } = await makeCredential(await createCredentialManager(db));
  return contextFor(db, { kind: 'client', clientId, name: 'Billing' });
}

/** Adds somebody at once: a fresh address as a member, unless told otherwise. */
export async function provision(
  ctx: Ctx,
  organizationId: string,
  member: Partial<z.input<typeof applicationMemberSchema>> = {},
): Promise<AddedMember> {
  const given = { organizationId, email: freshEmail('provisioned'), roleIds: [memberRoleId], ...member };
  return provisionMember(ctx, applicationMemberSchema.parse(given));
}
