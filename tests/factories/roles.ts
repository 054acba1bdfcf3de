import type { Ctx } from '@/lib/authz/context';
import type { Database } from '@/lib/db';
import { createPermission } from '@/lib/roles/create-permission';
import { createRole } from '@/lib/roles/create-role';
import { createRoleSchema } from '@/lib/roles/role.schema';
import { contextFor, createStaff } from './world';

export interface RoleOptions {
  readonly permissions?: readonly string[];
  readonly extendsId?: string;
}

/** A staff member who may change every role. */
export async function createRoleManager(db: Database): Promise<Ctx> {
  return contextFor(db, await createStaff(db, 'ADMIN'));
}

/** A role of the organization, or of the environment (null), made by its use case. */
export async function makeRole(
  ctx: Ctx,
  organizationId: string | null,
  name: string,
  { permissions = [], extendsId }: RoleOptions = {},
): Promise<string> {
  const fields = { name, displayName: name, description: '', permissions, extendsId: extendsId ?? null };
  return (await createRole(ctx, createRoleSchema.parse({ organizationId, ...fields }))).id;
}

/** A permission of the application. */
export async function makePermission(ctx: Ctx, name: string): Promise<string> {
  return (await createPermission(ctx, { name, description: `Allows ${name}` })).id;
}
