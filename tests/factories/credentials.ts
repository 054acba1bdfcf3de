import { createCredential } from '@/lib/applications/create-credential';
import type { NewSecret } from '@/lib/applications/insert-secret';
import type { AuditAction } from '@/lib/audit/audit-event';
import type { Ctx } from '@/lib/authz/context';
import type { Database } from '@/lib/db';
import { isUsherError } from '@/lib/errors';
import { createMember } from './members';
import { contextFor, createStaff, createTestOrganization } from './world';

/** A staff admin, who may manage credentials, applications and clients of organizations. */
export async function createCredentialManager(db: Database): Promise<Ctx> {
  return contextFor(db, await createStaff(db, 'ADMIN'));
}

/** A credential of the workspace with one secret, made by its use case. */
export async function makeCredential(ctx: Ctx, name = 'Billing'): Promise<NewSecret> {
  return createCredential(ctx, { name });
}

/** A program with a credential of its own. */
export async function createProgram(db: Database): Promise<Ctx> {
  const { clientId } = await makeCredential(await createCredentialManager(db), 'Program');
  return contextFor(db, { kind: 'client', clientId, name: 'Program' });
}

/** Those who may not even see credentials: support, an organization's admin, and a program with a credential. */
export async function strangersToCredentials(db: Database): Promise<readonly Ctx[]> {
  const { staff, organizationId } = await createTestOrganization(db);
  const { actor } = await createMember(db, organizationId);
  return [staff, contextFor(db, actor), await createProgram(db)];
}

/** How each of them is refused: support, an organization's admin, a program; null who is not. */
export async function refusalsOf(
  db: Database,
  perform: (ctx: Ctx) => Promise<unknown>,
): Promise<(string | null)[]> {
  const codes = [];
  for (const ctx of await strangersToCredentials(db)) {
    codes.push(await perform(ctx).then(() => null, codeOf));
  }
  return codes;
}

/** What was recorded of a client. */
export function recordedOf(db: Database, clientId: string, action: AuditAction) {
  return db.auditEvent.findMany({ where: { targetId: clientId, action }, orderBy: { id: 'asc' } });
}

function codeOf(error: unknown): string {
  if (isUsherError(error)) return error.code;
  throw error;
}
