'use client';

import { Plus, X } from 'lucide-react';
import { useId } from 'react';
import { useFieldArray } from 'react-hook-form';
import { setRoleMappingsSchema } from '@/lib/connections/connection.schema';
import type { ConnectionRecord } from '@/lib/connections/connection-record';
import type { RoleMappingRow } from '@/lib/connections/list-role-mappings';
import { SelectField } from '../forms/select-field';
import { SettingsForm } from '../forms/settings-form';
import { TextField } from '../forms/text-field';
import { useSavedForm } from '../forms/use-saved-form';
import { Button } from '../ui/button';
import type { SelectOption } from '../ui/select';
import type { ConnectionActions } from './connection-actions';

/** A role that groups can be mapped to. */
export interface MappableRole {
  readonly id: string;
  readonly displayName: string;
  /** Whether whoever sees this may give it. */
  readonly grantable: boolean;
}

export type RoleMappingFormProps = {
  connection: ConnectionRecord;
  mappings: readonly RoleMappingRow[];
  roles: readonly MappableRole[];
  /** Names that are offered where another attribute than groups gives a role. */
  attributeNames: readonly string[];
  setRoleMappings: ConnectionActions['setRoleMappings'];
};

/** Which groups, or other attributes, at the identity provider give which roles. */
export function RoleMappingForm(props: RoleMappingFormProps) {
  const { connection, mappings, roles, attributeNames, setRoleMappings } = props;
  const { organizationId, connectionId } = connection;
  const namesId = useId();
  const form = useSavedForm({
    schema: setRoleMappingsSchema,
    action: setRoleMappings,
    defaultValues: {
      organizationId,
      connectionId,
      mappings: mappings.map(({ attribute, value, roleId }) => ({ attribute, value, roleId })),
    },
    note: 'The roles of groups were saved',
  });
  const lines = useFieldArray({ control: form.methods.control, name: 'mappings' });
  const options = roles.map(({ id, displayName, grantable }) => ({
    value: id,
    label: displayName,
    disabled: !grantable,
  }));
  const add = (attribute: string) => lines.append({ attribute, value: '', roleId: '' });
  return (
    <SettingsForm form={form}>
      {lines.fields.length === 0 && <p className="text-ink-2">No group gives a role yet.</p>}
      <ul className="flex flex-col gap-3 max-tablet:gap-5">
        {lines.fields.map((line, index) => (
          <MappingLine
            key={line.id}
            index={index}
            isGroup={line.attribute === 'groups'}
            options={options}
            namesId={namesId}
            onRemove={() => lines.remove(index)}
          />
        ))}
      </ul>
      <datalist id={namesId}>
        {attributeNames.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={() => add('groups')}>
          <Plus aria-hidden="true" />
          Add group
        </Button>
        <Button size="small" variant="ghost" onClick={() => add('')}>
          <Plus aria-hidden="true" />
          Add another attribute
        </Button>
      </div>
    </SettingsForm>
  );
}

type MappingLineProps = {
  index: number;
  /** A line of a group says its name alone. */
  isGroup: boolean;
  options: readonly SelectOption[];
  namesId: string;
  onRemove: () => void;
};

function MappingLine({ index, isGroup, options, namesId, onRemove }: MappingLineProps) {
  const typed = { autoComplete: 'off', spellCheck: false };
  return (
    <li className="flex items-start gap-2">
      <div className="grid min-w-0 grow gap-2 tablet:grid-cols-4">
        {!isGroup && (
          <TextField
            {...typed}
            name={`mappings.${index}.attribute`}
            label="Attribute"
            list={namesId}
            placeholder="department"
          />
        )}
        <TextField
          {...typed}
          name={`mappings.${index}.value`}
          label={isGroup ? 'Group' : 'Value'}
          className={isGroup ? 'tablet:col-span-2' : undefined}
          placeholder={isGroup ? 'Engineering' : 'Sales'}
        />
        <SelectField
          name={`mappings.${index}.roleId`}
          label="Role"
          className="tablet:col-span-2"
          options={options}
          placeholder="Choose"
        />
      </div>
      <Button
        variant="ghost"
        size="icon"
        className="mt-[25px]"
        aria-label={`Remove line ${index + 1}`}
        onClick={onRemove}
      >
        <X aria-hidden="true" />
      </Button>
    </li>
  );
}
