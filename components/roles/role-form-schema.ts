import { z } from 'zod';
import { roleIdSchema, roleSchema } from '@/lib/roles/role.schema';

/** A choice of a list needs a value; this one means "no other role". */
export const noRole = 'none';

/** The fields of a role as its form holds them. */
export const roleFormSchema = roleSchema.extend({
  extendsId: z
    .string()
    .transform((value) => (value === noRole ? null : value))
    .pipe(roleIdSchema.nullable()),
});

/** In the form of an organization's defaults: as the environment says. */
export const asEverywhere = 'everywhere';

const defaultRoleSchema = z
  .string()
  .transform((value) => (value === asEverywhere ? null : value))
  .pipe(roleIdSchema.nullable());

/** The default roles as their form holds them. */
export const defaultRolesFormSchema = z.object({
  defaultCreatorRoleId: defaultRoleSchema,
  defaultMemberRoleId: defaultRoleSchema,
});

export type RoleFormInput = z.input<typeof roleFormSchema>;
export type RoleFormOutput = z.output<typeof roleFormSchema>;
export type DefaultRolesFormOutput = z.output<typeof defaultRolesFormSchema>;
