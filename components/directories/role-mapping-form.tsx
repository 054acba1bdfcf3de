'use client';

import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import { useFieldArray } from 'react-hook-form';
import { setDirectoryRoleMappingsSchema } from '@/lib/directories/directory.schema';
import type { DirectoryRecord } from '@/lib/directories/directory-record';
import type { DirectoryGroupRow } from '@/lib/directories/list-directory-groups';
import { SelectField } from '../forms/select-field';
import { SettingsForm } from '../forms/settings-form';
import { useSavedForm } from '../forms/use-saved-form';
import { Button } from '../ui/button';
import type { SelectOption } from '../ui/select';
import type { DirectoryActions } from './directory-actions';

export type RoleMappingFormProps = {
  directory: Pick<DirectoryRecord, 'organizationId' | 'directoryId' | 'roleMappings'>;
  groups: readonly Pick<DirectoryGroupRow, 'id' | 'displayName'>[];
  /** `grantable`: whether whoever sees this may give it. */
  roles: readonly { readonly id: string; readonly displayName: string; readonly grantable: boolean }[];
  setRoleMappings: DirectoryActions['setRoleMappings'];
};

/** Which groups of a directory give which role, the first that fits counting. */
export function RoleMappingForm({ directory, groups, roles, setRoleMappings }: RoleMappingFormProps) {
  const { organizationId, directoryId, roleMappings } = directory;
  const form = useSavedForm({
    schema: setDirectoryRoleMappingsSchema,
    action: setRoleMappings,
    defaultValues: {
      organizationId,
      directoryId,
      mappings: roleMappings.map(({ groupId, roleId }) => ({ groupId, roleId })),
    },
    note: 'The roles of groups were saved',
  });
  const lines = useFieldArray({ control: form.methods.control, name: 'mappings' });
  const groupOptions = groups.map(({ id, displayName }) => ({ value: id, label: displayName }));
  const roleOptions = roles.map(({ id, displayName, grantable }) => ({
    value: id,
    label: displayName,
    disabled: !grantable,
  }));
  return (
    <SettingsForm form={form}>
      {lines.fields.length === 0 && <p className="text-ink-2">No group gives a role yet.</p>}
      <ol className="flex flex-col gap-3 max-tablet:gap-5">
        {lines.fields.map((line, index) => (
          <MappingLine
            key={line.id}
            index={index}
            count={lines.fields.length}
            groupOptions={groupOptions}
            roleOptions={roleOptions}
            onMove={lines.move}
            onRemove={() => lines.remove(index)}
          />
        ))}
      </ol>
      <div>
        <Button size="small" onClick={() => lines.append({ groupId: '', roleId: '' })}>
          <Plus aria-hidden="true" />
          Add group
        </Button>
      </div>
    </SettingsForm>
  );
}

type MappingLineProps = {
  index: number;
  /** How many lines there are. */
  count: number;
  groupOptions: readonly SelectOption[];
  roleOptions: readonly SelectOption[];
  onMove: (from: number, to: number) => void;
  onRemove: () => void;
};

function MappingLine({ index, count, groupOptions, roleOptions, onMove, onRemove }: MappingLineProps) {
  const buttons = [
    { label: 'Move up', icon: <ArrowUp />, disabled: index === 0, press: () => onMove(index, index - 1) },
    {
      label: 'Move down',
      icon: <ArrowDown />,
      disabled: index === count - 1,
      press: () => onMove(index, index + 1),
    },
    { label: 'Remove', icon: <X />, disabled: false, press: onRemove },
  ];
  const path = `mappings.${index}`;
  return (
    <li className="flex flex-wrap items-start gap-2">
      <div className="grid min-w-0 grow gap-2 tablet:grid-cols-2">
        <SelectField name={`${path}.groupId`} label="Group" options={groupOptions} placeholder="Choose" />
        <SelectField name={`${path}.roleId`} label="Role" options={roleOptions} placeholder="Choose" />
      </div>
      <div className="flex tablet:mt-[25px]">
        {buttons.map(({ label, icon, disabled, press }) => (
          <Button
            key={label}
            variant="ghost"
            size="icon"
            aria-label={`${label} line ${index + 1}`}
            disabled={disabled}
            onClick={press}
          >
            {icon}
          </Button>
        ))}
      </div>
    </li>
  );
}
