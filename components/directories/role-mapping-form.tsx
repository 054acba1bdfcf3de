'use client';

import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { type UseFormReturn, useFieldArray } from 'react-hook-form';
import type { z } from 'zod';
import { setDirectoryRoleMappingsSchema } from '@/lib/directories/directory.schema';
import type { DirectoryRecord } from '@/lib/directories/directory-record';
import { SelectField } from '../forms/select-field';
import { SettingsForm } from '../forms/settings-form';
import { useSavedForm } from '../forms/use-saved-form';
import { Button } from '../ui/button';
import type { SelectOption } from '../ui/select';
import type { DirectoryActions } from './directory-actions';
import { GroupField, type GroupFieldProps } from './group-field';
import { RoleMappingPreview } from './role-mapping-preview';

export type RoleMappingFormProps = {
  directory: Pick<DirectoryRecord, 'organizationId' | 'directoryId' | 'roleMappings'>;
  /** `grantable`: whether whoever sees this may give it. */
  roles: readonly { readonly id: string; readonly displayName: string; readonly grantable: boolean }[];
  actions: Pick<DirectoryActions, 'setRoleMappings' | 'previewRoleMappings' | 'findGroups'>;
};

/** Which groups of a directory give which role, the first that fits counting. */
export function RoleMappingForm({ directory, roles, actions }: RoleMappingFormProps) {
  const { organizationId, directoryId, roleMappings } = directory;
  const form = useSavedForm({
    schema: setDirectoryRoleMappingsSchema,
    action: actions.setRoleMappings,
    defaultValues: {
      organizationId,
      directoryId,
      mappings: roleMappings.map(({ groupId, roleId }) => ({ groupId, roleId })),
    },
    note: 'The roles of groups were saved',
  });
  const addButton = useRef<HTMLButtonElement>(null);
  const lines = useFieldArray({ control: form.methods.control, name: 'mappings' });
  const groups = useGroups(directory, actions.findGroups);
  const { preview, ask } = usePreview(form.methods, actions.previewRoleMappings);
  const roleOptions = roles.map(({ id, displayName, grantable }) => ({
    value: id,
    label: displayName,
    disabled: !grantable,
  }));
  return (
    <SettingsForm
      form={form}
      actions={
        form.methods.formState.isDirty && (
          <Button variant="ghost" onClick={() => void ask()}>
            Preview
          </Button>
        )
      }
    >
      {lines.fields.length === 0 && <p className="text-ink-2">No group gives a role yet.</p>}
      <ol className="flex flex-col gap-3 max-tablet:gap-5">
        {lines.fields.map((line, index) => (
          <MappingLine
            key={line.id}
            index={index}
            count={lines.fields.length}
            groups={groups}
            roleOptions={roleOptions}
            onMove={lines.move}
            onRemove={() => {
              lines.remove(index);
              addButton.current?.focus();
            }}
          />
        ))}
      </ol>
      <div>
        <Button ref={addButton} size="small" onClick={() => lines.append({ groupId: '', roleId: '' })}>
          <Plus aria-hidden="true" />
          Add group
        </Button>
      </div>
      <div aria-live="polite">{form.methods.formState.isDirty && preview}</div>
    </SettingsForm>
  );
}

type Groups = Pick<GroupFieldProps, 'names' | 'find' | 'onChoose'>;

/** How many groups are offered at a time. */
const groupsOffered = 20;

/** The groups that can be chosen, and what those that were are called. */
function useGroups(
  { organizationId, directoryId, roleMappings }: RoleMappingFormProps['directory'],
  findGroups: DirectoryActions['findGroups'],
): Groups {
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map());
  const mapped = roleMappings.map(({ groupId, groupName }) => [groupId, groupName] as const);
  return {
    names: new Map([...chosen, ...mapped]),
    onChoose: ({ id, displayName }) => setChosen(new Map([...chosen, [id, displayName]])),
    find: async (search) => {
      const result = await findGroups({ organizationId, directoryId, search, pageSize: groupsOffered });
      return result.ok ? { groups: result.data.rows, total: result.data.total } : { groups: [], total: 0 };
    },
  };
}

type Values = z.input<typeof setDirectoryRoleMappingsSchema>;

/** What saving what stands in the form would mean; gone with the next change of it. */
function usePreview(
  methods: UseFormReturn<Values, unknown, Values>,
  previewRoleMappings: DirectoryActions['previewRoleMappings'],
) {
  const [answer, setAnswer] = useState<{ readonly of: string; readonly shown: ReactNode } | null>(null);
  const typed = JSON.stringify(methods.watch('mappings'));
  async function ask() {
    if (!(await methods.trigger())) return;
    const result = await previewRoleMappings(methods.getValues());
    const shown = result.ok ? (
      <RoleMappingPreview preview={result.data} />
    ) : (
      <p className="text-bad text-sm">{result.error.message}</p>
    );
    setAnswer({ of: typed, shown });
  }
  return { ask, preview: answer?.of === typed ? answer.shown : null };
}

type MappingLineProps = {
  index: number;
  /** How many lines there are. */
  count: number;
  groups: Groups;
  roleOptions: readonly SelectOption[];
  onMove: (from: number, to: number) => void;
  onRemove: () => void;
};

function MappingLine({ index, count, groups, roleOptions, onMove, onRemove }: MappingLineProps) {
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
    <li className="group/line tablet:not-first:[&_label]:sr-only grid grid-cols-[minmax(0,1fr)_auto] items-end gap-2 tablet:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] tablet:items-start">
      <div className="min-w-0 max-tablet:col-span-2">
        <GroupField {...groups} name={`${path}.groupId`} label="Group" />
      </div>
      <SelectField
        name={`${path}.roleId`}
        label="Role"
        options={roleOptions}
        placeholder="Choose"
        className="min-w-0"
      />
      <div className="flex tablet:mt-0.5 tablet:group-first/line:mt-[25px]">
        {buttons.map(({ label, icon, disabled, press }) => (
          <Button
            key={label}
            variant="ghost"
            size="icon"
            aria-label={`${label} line ${index + 1}`}
            // Not `disabled`, which would drop the focus of whoever moves a line to the end by the keyboard.
            aria-disabled={disabled}
            onClick={disabled ? undefined : press}
          >
            {icon}
          </Button>
        ))}
      </div>
    </li>
  );
}
