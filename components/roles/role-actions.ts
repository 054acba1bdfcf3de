import type { z } from 'zod';
import type {
  CreateRoleInput,
  environmentDefaultRolesSchema,
  organizationDefaultRolesSchema,
  RoleRef,
  UpdateRoleInput,
} from '@/lib/roles/role.schema';
import type { ActionResult } from '@/server/actions/action-result';

/** The server actions behind the pages of roles. */
export interface RoleActions {
  readonly create: (input: CreateRoleInput) => Promise<ActionResult<{ id: string }>>;
  readonly update: (input: UpdateRoleInput) => Promise<ActionResult<void>>;
  readonly remove: (input: RoleRef) => Promise<ActionResult<void>>;
  readonly setOrganizationDefaults: (
    input: z.input<typeof organizationDefaultRolesSchema>,
  ) => Promise<ActionResult<void>>;
  readonly setEnvironmentDefaults: (
    input: z.input<typeof environmentDefaultRolesSchema>,
  ) => Promise<ActionResult<void>>;
}
