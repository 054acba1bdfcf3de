'use client';

import { Plus, X } from 'lucide-react';
import { useFieldArray } from 'react-hook-form';
import { setRoleMappingsSchema } from '@/lib/connections/connection.schema';
import type { ConnectionRecord } from '@/lib/connections/connection-record';
import type { RoleMappingRow } from '@/lib/connections/list-role-mappings';
import { SelectField } from '../forms/select-field';
import { SettingsForm } from '../forms/settings-form';
import { TextField } from '../forms/text-field';
import { useSavedForm } from '../forms/use-saved-form';
import { Button } from '../ui/button';
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
  setRoleMappings: ConnectionActions['setRoleMappings'];
};

/** Which groups at the identity provider give which roles. */
export function RoleMappingForm({ connection, mappings, roles, setRoleMappings }: RoleMappingFormProps) {
  const { organizationId, connectionId } = connection;
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
  return (
    <SettingsForm form={form}>
      {lines.fields.length === 0 && <p className="text-ink-2">No group gives a role yet.</p>}
      <ul className="flex flex-col gap-3">
        {lines.fields.map((line, index) => (
          <li key={line.id} className="flex items-start gap-2">
            <TextField
              name={`mappings.${index}.value`}
              label="Group"
              className="grow basis-1/2"
              autoComplete="off"
              spellCheck={false}
              placeholder="Engineering"
            />
            <SelectField
              name={`mappings.${index}.roleId`}
              label="Role"
              className="grow basis-1/2"
              options={options}
              placeholder="Choose"
            />
            <Button
              variant="ghost"
              size="icon"
              className="mt-[25px]"
              aria-label={`Remove line ${index + 1}`}
              onClick={() => lines.remove(index)}
            >
              <X aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ul>
      <div>
        <Button size="small" onClick={() => lines.append({ attribute: 'groups', value: '', roleId: '' })}>
          <Plus aria-hidden="true" />
          Add group
        </Button>
      </div>
    </SettingsForm>
  );
}
