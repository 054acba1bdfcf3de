'use client';

import { useRef } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import type { PermissionRow } from '@/lib/roles/list-permissions';
import type { ActionResult } from '@/server/actions/action-result';
import { ErrorSummary } from '../forms/error-summary';
import { Form } from '../forms/form';
import { SelectField } from '../forms/select-field';
import { SubmitButton } from '../forms/submit-button';
import { TextAreaField } from '../forms/text-area-field';
import { TextField } from '../forms/text-field';
import { useActionForm } from '../forms/use-action-form';
import { DialogActions, DialogCancel } from '../ui/dialog';
import { useToast } from '../ui/toast';
import type { ListedRole, RoleOwner } from './listed-role';
import { PermissionsField } from './permissions-field';
import type { RoleActions } from './role-actions';
import { noRole, type RoleFormInput, type RoleFormOutput, roleFormSchema } from './role-form-schema';
import { suggestRoleName } from './suggest-role-name';

export type RoleFormProps = {
  owner: RoleOwner;
  /** The role to change; null for a new one. */
  role: ListedRole | null;
  roles: readonly ListedRole[];
  permissions: readonly PermissionRow[];
  actions: Pick<RoleActions, 'create' | 'update'>;
  onDone: () => void;
};

/** The form of a role: what it is called on the left, what it may do on the right. */
export function RoleForm({ owner, role, roles, permissions, actions, onDone }: RoleFormProps) {
  const toast = useToast();
  const form = useActionForm({
    schema: roleFormSchema,
    action: (fields: RoleFormOutput) => save(actions, owner, role, fields),
    defaultValues: valuesOf(role),
    onSuccess: (_, { displayName }) => {
      toast({ title: role ? `${displayName} was changed` : `${displayName} was created` });
      onDone();
    },
  });
  return (
    <Form form={form} className="flex flex-col gap-4">
      <ErrorSummary />
      <div className="grid gap-x-8 gap-y-4 tablet:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
        <div className="flex flex-col gap-3.5">
          <Naming isNew={role === null} isBuiltIn={role?.builtIn ?? false} />
          <TextAreaField name="description" label="Description" optional rows={2} />
          {!role?.builtIn && <ExtendsField role={role} roles={roles} permissions={permissions} />}
        </div>
        <Permissions role={role} roles={roles} permissions={permissions} />
      </div>
      <div className="tablet:sticky tablet:bottom-0 tablet:-mx-6 tablet:-mb-[18px] tablet:border-line tablet:border-t tablet:bg-paper tablet:px-6 tablet:pb-3.5 [&>div]:mt-3.5">
        <DialogActions note={role ? 'Whoever has the role has the change at their next click' : undefined}>
          <DialogCancel />
          <SubmitButton showShortcut onlyWhenChanged={role !== null}>
            {role ? 'Save' : 'Create role'}
          </SubmitButton>
        </DialogActions>
      </div>
    </Form>
  );
}

async function save(
  { create, update }: RoleFormProps['actions'],
  owner: RoleOwner,
  role: ListedRole | null,
  fields: RoleFormOutput,
): Promise<ActionResult<unknown>> {
  const organizationId = owner?.id ?? null;
  return role
    ? update({ ...fields, organizationId, roleId: role.id })
    : create({ ...fields, organizationId });
}

function valuesOf(role: ListedRole | null): RoleFormInput {
  return {
    name: role?.name ?? '',
    displayName: role?.displayName ?? '',
    description: role?.description ?? '',
    extendsId: role?.extendsId ?? noRole,
    permissions: [...(role?.permissions ?? [])].sort(),
  };
}

/** What people read and what programs use; for a new role the second follows the first until it is changed itself. */
function Naming({ isNew, isBuiltIn }: { isNew: boolean; isBuiltIn: boolean }) {
  const { setValue, getValues, formState } = useFormContext<RoleFormInput>();
  const suggested = useRef('');
  function follow(displayName: string) {
    if (!isNew || getValues('name') !== suggested.current) return;
    suggested.current = suggestRoleName(displayName);
    setValue('name', suggested.current, { shouldValidate: formState.submitCount > 0 });
  }
  return (
    <>
      <div onInput={(event) => event.target instanceof HTMLInputElement && follow(event.target.value)}>
        <TextField name="displayName" label="Role" placeholder="Billing manager" autoComplete="off" />
      </div>
      <TextField
        name="name"
        label="Name"
        readOnly={isBuiltIn}
        placeholder="billing-manager"
        autoComplete="off"
        spellCheck={false}
        className="[&_input]:font-mono [&_input]:text-sm"
        hint={isBuiltIn ? 'The name of a built-in role stays as it is.' : 'What your application reads.'}
      />
    </>
  );
}

type ExtendsFieldProps = Pick<RoleFormProps, 'role' | 'roles' | 'permissions'>;

/** Only roles that the viewer could give themselves can be inherited from. */
function ExtendsField({ role, roles, permissions }: ExtendsFieldProps) {
  const refused = new Set(permissions.filter(({ grantable }) => !grantable).map(({ name }) => name));
  const options = roles
    .filter(({ id }) => id !== role?.id)
    .map(({ id, displayName, effectivePermissions }) => ({
      value: id,
      label: displayName,
      disabled: id !== role?.extendsId && effectivePermissions.some((name) => refused.has(name)),
    }));
  return (
    <SelectField
      name="extendsId"
      label="Inherits from"
      options={[{ value: noRole, label: 'No other role' }, ...options]}
      hint="It may do everything that the other role may, now and later."
    />
  );
}

function Permissions({ role, roles, permissions }: ExtendsFieldProps) {
  const extendsId = useWatch<RoleFormInput, 'extendsId'>({ name: 'extendsId' });
  const extended = roles.find(({ id }) => id === extendsId);
  function fixed({ builtIn, grantable }: PermissionRow): string | undefined {
    if (role?.builtIn && builtIn) return 'stays as it is in a built-in role';
    return grantable ? undefined : 'you do not have it yourself';
  }
  return (
    <PermissionsField
      permissions={permissions}
      inherited={{ names: extended?.effectivePermissions ?? [], from: extended?.displayName ?? '' }}
      fixed={fixed}
    />
  );
}
