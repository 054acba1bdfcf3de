import { z } from 'zod';
import { lineSchema } from '../users/person.schema';

export const roleIdSchema = z.string().regex(/^role_[0-9]{17,19}$/, 'Choose a role.');
export const roleIdsSchema = z.array(roleIdSchema).min(1, 'Choose a role.').max(20, 'At most 20 roles.');

export const permissionNameSchema = z
  .string()
  .regex(
    /^[a-z][a-z0-9_-]*(?::[a-z0-9_-]+)+$/,
    'Like invoice:read: small letters, digits and dashes around a colon.',
  )
  .max(100, 'At most 100 characters.');

/** A role's name is what programs use; its display name is what people read. */
export const roleSchema = z.object({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9_-]*$/, 'Small letters, digits, dashes and underscores, beginning with a letter.')
    .max(64, 'At most 64 characters.'),
  displayName: lineSchema('a name', 100).min(1, 'Enter a name.'),
  description: lineSchema('a description', 500),
  permissions: z.array(permissionNameSchema).max(200, 'At most 200 permissions.'),
  extendsId: roleIdSchema.nullable(),
});

export type RoleFields = z.output<typeof roleSchema>;
