import { z } from 'zod';
import { organizationIdSchema } from '../organizations/organization.schema';
import { lineSchema } from '../users/person.schema';

export const roleIdSchema = z.string().regex(/^role_[0-9]{17,19}$/, 'Choose a role.');
export const roleIdsSchema = z.array(roleIdSchema).min(1, 'Choose a role.').max(20, 'At most 20 roles.');

const permissionNameSchema = z
  .string()
  .trim()
  .regex(
    /^[a-z][a-z0-9_-]*(?::[a-z0-9_-]+)+$/,
    'Like invoice:read: small letters, digits and dashes around a colon.',
  )
  .max(100, 'At most 100 characters.');

/** A role's name is what programs use; its display name is what people read. */
export const roleSchema = z.object({
  name: z
    .string()
    .trim()
    .regex(/^[a-z][a-z0-9_-]*$/, 'Small letters, digits, dashes and underscores, beginning with a letter.')
    .max(64, 'At most 64 characters.'),
  displayName: lineSchema('a name', 100).min(1, 'Enter a name.'),
  description: lineSchema('a description', 500),
  permissions: z
    .array(permissionNameSchema)
    .max(200, 'At most 200 permissions.')
    .transform((names) => [...new Set(names)].sort()),
  extendsId: roleIdSchema.nullable(),
});

/** Whose role it is: one organization's, or the environment's (null). */
const roleOwnerSchema = z.object({ organizationId: organizationIdSchema.nullable() });

export const createRoleSchema = roleSchema.extend(roleOwnerSchema.shape);
export const roleRefSchema = roleOwnerSchema.extend({ roleId: roleIdSchema });
export const updateRoleSchema = roleSchema.extend(roleRefSchema.shape);

/** The defaults of one organization, where null means the environment's. */
export const organizationDefaultRolesSchema = z.object({
  organizationId: organizationIdSchema,
  defaultCreatorRoleId: roleIdSchema.nullable(),
  defaultMemberRoleId: roleIdSchema.nullable(),
});

/** The defaults of the environment. */
export const environmentDefaultRolesSchema = z.object({
  organizationId: z.null(),
  defaultCreatorRoleId: roleIdSchema,
  defaultMemberRoleId: roleIdSchema,
});

const permissionDescriptionSchema = lineSchema('a description', 300).min(1, 'Say what it allows.');

const permissionIdSchema = z.string().regex(/^perm_[0-9]{17,19}$/, 'There is no such permission.');
export const createPermissionSchema = z.object({
  name: permissionNameSchema,
  description: permissionDescriptionSchema,
});
export const permissionRefSchema = z.object({ permissionId: permissionIdSchema });
export const updatePermissionSchema = permissionRefSchema.extend({
  description: permissionDescriptionSchema,
});

export type RoleFields = z.output<typeof roleSchema>;
export type CreateRoleInput = z.output<typeof createRoleSchema>;
export type RoleRef = z.output<typeof roleRefSchema>;
export type UpdateRoleInput = z.output<typeof updateRoleSchema>;
export type SetDefaultRolesInput =
  | z.output<typeof organizationDefaultRolesSchema>
  | z.output<typeof environmentDefaultRolesSchema>;
export type CreatePermissionInput = z.output<typeof createPermissionSchema>;
export type PermissionRef = z.output<typeof permissionRefSchema>;
export type UpdatePermissionInput = z.output<typeof updatePermissionSchema>;
