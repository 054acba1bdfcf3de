'use client';

import { useField } from '../forms/form';
import { Checkbox } from '../ui/checkbox';
import { FieldNotes } from '../ui/field';
import { groupPermissions, type PermissionGroup } from './permission-groups';

export type PermissionsFieldProps = {
  permissions: readonly PermissionGroup['permissions'][number][];
  /** Names of permissions that come from another role anyway, and its display name. */
  inherited: { readonly names: readonly string[]; readonly from: string };
  /** Permissions that stay as they are, and why. */
  fixed: (permission: PermissionGroup['permissions'][number]) => string | undefined;
};

type ChoiceState = { held: readonly string[]; change: (names: readonly string[], held: boolean) => void };

/** What a role may do, as boxes to tick, bound to the field `permissions` of the form around it. */
export function PermissionsField({ permissions, ...rules }: PermissionsFieldProps) {
  const { id, field, error } = useField('permissions');
  const held: readonly string[] = field.value ?? [];
  function change(names: readonly string[], isHeld: boolean) {
    const others = held.filter((name) => !names.includes(name));
    field.onChange(isHeld ? [...others, ...names] : others);
  }
  return (
    <div className="flex min-w-0 flex-col gap-[5px]">
      <p id={id} tabIndex={-1} className="font-strong outline-none">
        Permissions
      </p>
      <FieldNotes id={id} error={error} />
      <div className="flex flex-col gap-4">
        {groupPermissions(permissions).map((group) => (
          <Group key={group.key} group={group} choice={{ held, change }} {...rules} />
        ))}
      </div>
    </div>
  );
}

type GroupProps = Omit<PermissionsFieldProps, 'permissions'> & {
  group: PermissionGroup;
  choice: ChoiceState;
};

function Group({ group, choice, ...rules }: GroupProps) {
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">{group.title}</legend>
      <GroupHead group={group} choice={choice} {...rules} />
      <div className="divide-y divide-line overflow-hidden rounded-md border border-line-strong">
        {group.permissions.map((permission) => (
          <Choice key={permission.name} permission={permission} choice={choice} {...rules} />
        ))}
      </div>
    </fieldset>
  );
}

/** The heading of a group, with a press for all of it where more than one can be chosen. */
function GroupHead({ group, choice, inherited, fixed }: GroupProps) {
  const free = group.permissions
    .filter((permission) => !fixed(permission) && !inherited.names.includes(permission.name))
    .map(({ name }) => name);
  const isFull = free.every((name) => choice.held.includes(name));
  return (
    <div className="mb-1.5 flex items-baseline justify-between gap-3 text-ink-3 text-sm">
      <p className="min-w-0">
        <span className="inline-block font-medium text-ink-2 first-letter:uppercase">{group.title}</span>
        {group.description && <span className="max-tablet:hidden"> · {group.description}</span>}
      </p>
      {free.length > 1 && (
        <button
          type="button"
          onClick={() => choice.change(free, !isFull)}
          className="-my-1 min-h-6 shrink-0 rounded-xs px-1 underline-offset-2 hover:text-ink hover:underline"
        >
          {isFull ? 'None' : 'All'}
          <span className="sr-only"> of {group.title}</span>
        </button>
      )}
    </div>
  );
}

type ChoiceProps = Omit<PermissionsFieldProps, 'permissions'> & {
  permission: PermissionGroup['permissions'][number];
  choice: ChoiceState;
};

function Choice({ permission, choice, inherited, fixed }: ChoiceProps) {
  const { name, description } = permission;
  const id = `permission-${permission.id}`;
  const isInherited = inherited.names.includes(name);
  const reason = isInherited ? `Comes from ${inherited.from}` : fixed(permission);
  return (
    <label
      htmlFor={id}
      className="flex gap-2.5 px-3 py-2 transition-colors hover:bg-wash has-data-[state=checked]:bg-sunk has-data-disabled:hover:bg-transparent"
    >
      <Checkbox
        id={id}
        className="mt-0.5"
        checked={isInherited || choice.held.includes(name)}
        disabled={reason !== undefined}
        onCheckedChange={(checked) => choice.change([name], checked === true)}
      />
      <span className="min-w-0">
        <span className="block wrap-anywhere">{description}</span>
        <span className="block text-ink-3 text-sm wrap-anywhere">
          <code className="font-mono text-xs">{name}</code>
          {reason && ` · ${reason}`}
        </span>
      </span>
    </label>
  );
}
