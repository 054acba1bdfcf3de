import { z } from 'zod';
import { organizationIdSchema } from '../organizations/organization.schema';
import { lineSchema } from '../users/person.schema';

export const roleIdSchema = z.string().regex(/^role_[0-9]{17,19}$/, 'Choose a role.');
export const roleIdsSchema = z.array(roleIdSchema).min(1, 'Choose a role.').max(20, 'At most 20 roles.');

/** `resource:action` by convention; programs may bring names without a colon, as the public contract lets them. */
const permissionNameSchema = z
  .string()
  .trim()
  .regex(/^[a-zA-Z0-9_:-]+$/, 'Like invoice:read: letters, digits, dashes and underscores around a colon.')
  .max(100, 'At most 100 characters.');

/** The names that the public contract lets programs say; one from before that has a dash keeps it. */
const newPermissionNameSchema = permissionNameSchema.regex(
  /^[a-zA-Z0-9_:]+$/,
  'Like invoice:read: letters, digits and underscores around a colon.',
);

/** A role's name is what programs use; its display name is what people read. */
export const roleSchema = z.object({
  name: z
    .string()
    .trim()
    .regex(/^[a-zA-Z0-9_-]+$/, 'Letters, digits, dashes and underscores.')
    .max(64, 'At most 64 characters.'),
  displayName: lineSchema('a name', 100).min(1, 'Enter a name.'),
  description: lineSchema('a description', 2000),
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
/** What is not given stays. */
export const patchRoleSchema = roleSchema.partial().extend(roleRefSchema.shape);
/** A role to delete, and who takes the place of it for whoever holds it; null: nobody may hold it. */
export const deleteRoleSchema = roleRefSchema.extend({ successorId: roleIdSchema.nullable().default(null) });
/** Some permissions of a role. */
export const rolePermissionsSchema = roleRefSchema.extend({
  permissions: z
    .array(permissionNameSchema)
    .min(1, 'Choose a permission.')
    .max(200, 'At most 200 permissions.'),
});

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

const permissionDescriptionSchema = lineSchema('a description', 2000);

const permissionIdSchema = z.string().regex(/^perm_[0-9]{17,19}$/, 'There is no such permission.');
export const createPermissionSchema = z.object({
  name: newPermissionNameSchema,
  description: permissionDescriptionSchema,
});
export const permissionRefSchema = z.object({ permissionId: permissionIdSchema });
export const updatePermissionSchema = permissionRefSchema.extend({
  description: permissionDescriptionSchema,
});

type OrganizationDefaults = z.output<typeof organizationDefaultRolesSchema>;
type EnvironmentDefaults = z.output<typeof environmentDefaultRolesSchema>;

export type RoleFields = z.output<typeof roleSchema>;
export type CreateRoleInput = z.output<typeof createRoleSchema>;
export type RoleRef = z.output<typeof roleRefSchema>;
export type UpdateRoleInput = z.output<typeof updateRoleSchema>;
export type PatchRoleInput = z.output<typeof patchRoleSchema>;
export type DeleteRoleInput = z.input<typeof deleteRoleSchema>;
export type RolePermissionsInput = z.output<typeof rolePermissionsSchema>;
/** A default that is not given stays. */
export type SetDefaultRolesInput =
  | (Pick<OrganizationDefaults, 'organizationId'> & Partial<OrganizationDefaults>)
  | (Pick<EnvironmentDefaults, 'organizationId'> & Partial<EnvironmentDefaults>);
export type CreatePermissionInput = z.output<typeof createPermissionSchema>;
export type PermissionRef = z.output<typeof permissionRefSchema>;
export type UpdatePermissionInput = z.output<typeof updatePermissionSchema>;
