'use client';

import { useField } from '../forms/form';
import { describeField, Field } from '../ui/field';
import { Select } from '../ui/select';
import type { RoleChoice } from './role-choice';

export type RoleFieldProps = { roles: readonly RoleChoice[] };

/** The one role that an invitation gives, bound to `roleIds` of the form around it. Says what the role may do. */
export function RoleField({ roles }: RoleFieldProps) {
  const { id, field, error } = useField('roleIds');
  const chosen: unknown = Array.isArray(field.value) ? field.value[0] : undefined;
  const hint = roles.find((role) => role.id === chosen)?.description;
  return (
    <Field id={id} label="Role" hint={hint} error={error}>
      <Select
        name="roleIds"
        options={roles.map(toOption)}
        value={typeof chosen === 'string' ? chosen : ''}
        onValueChange={(roleId) => field.onChange([roleId])}
        onBlur={field.onBlur}
        placeholder="Choose a role"
        {...describeField({ id, hint, error })}
      />
    </Field>
  );
}

function toOption({ id, displayName, description, grantable }: RoleChoice) {
  const hint = grantable ? description : 'It may do more than you, so you cannot give it.';
  return { value: id, label: displayName, hint, disabled: !grantable };
}
