'use client';

import { z } from 'zod';
import { attributeNames, updateConnectionSchema } from '@/lib/connections/connection.schema';
import type { ConnectionRecord } from '@/lib/connections/connection-record';
import { SettingsForm } from '../forms/settings-form';
import { TextField } from '../forms/text-field';
import { useSavedForm } from '../forms/use-saved-form';
import type { ConnectionActions } from './connection-actions';

const formSchema = updateConnectionSchema
  .pick({ organizationId: true, connectionId: true })
  .extend({ attributeMapping: z.record(z.string(), z.string().trim().max(256, 'At most 256 characters.')) });

const labels: Record<(typeof attributeNames)[number], string> = {
  email: 'Email address',
  given_name: 'First name',
  family_name: 'Last name',
  display_name: 'Display name',
  picture: 'Picture',
  locale: 'Language',
  phone_number: 'Phone',
  groups: 'Groups',
};

/** By which names the identity provider says what is known of a person. */
export function AttributeForm({
  connection,
  update,
}: {
  connection: ConnectionRecord;
  update: ConnectionActions['update'];
}) {
  const { organizationId, connectionId, attributeMapping } = connection;
  const given = attributeNames.map((name) => [name, attributeMapping[name] ?? ''] as const);
  const form = useSavedForm({
    schema: formSchema,
    action: update,
    defaultValues: {
      organizationId,
      connectionId,
      attributeMapping: { ...attributeMapping, ...Object.fromEntries(given) },
    },
    note: 'The attributes were saved',
  });
  return (
    <SettingsForm form={form}>
      <div className="grid gap-4 tablet:grid-cols-2">
        {attributeNames.map((name) => (
          <TextField
            key={name}
            name={`attributeMapping.${name}`}
            label={labels[name]}
            placeholder="The usual names"
            autoComplete="off"
            spellCheck={false}
          />
        ))}
      </div>
    </SettingsForm>
  );
}
