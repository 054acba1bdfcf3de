import { createCredential } from '@/lib/applications/create-credential';
import type { NewSecret } from '@/lib/applications/insert-secret';
import type { Ctx } from '@/lib/authz/context';
import type { Database } from '@/lib/db';
import { createMember } from './members';
import { contextFor, createStaff, createTestOrganization } from './world';

/** A staff admin, who may manage credentials. */
export async function createCredentialManager(db: Database): Promise<Ctx> {
  return contextFor(db, await createStaff(db, 'ADMIN'));
}

/** A credential of the workspace with one secret, made by its use case. */
export async function makeCredential(ctx: Ctx, name = 'Billing'): Promise<NewSecret> {
  return createCredential(ctx, { name });
}

/** Those who may not even see credentials: support, an organization's admin, and a program with a credential. */
export async function strangersToCredentials(db: Database): Promise<readonly Ctx[]> {
  const { staff, organizationId } = await createTestOrganization(db);
  const { actor } = await createMember(db, organizationId);
  const { clientId } = await makeCredential(await createCredentialManager(db), 'Program');
  return [staff, contextFor(db, actor), contextFor(db, { kind: 'client', clientId, name: 'Program' })];
}
