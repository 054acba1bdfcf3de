'use client';

import { z } from 'zod';
import { SelectField } from '@/components/forms/select-field';
import { TextField } from '@/components/forms/text-field';
import { TextListField } from '@/components/forms/text-list-field';
import { formatDuration } from '@/components/organizations/duration-text';
import { organizationTokenSeconds } from '@/lib/applications/organization-client';
import { createOrganizationClientSchema } from '@/lib/applications/organization-client.schema';

const { accessTokenSeconds, ...shape } = createOrganizationClientSchema.pick({
  name: true,
  description: true,
  scopes: true,
  audience: true,
  accessTokenSeconds: true,
}).shape;

/** What staff says of a client; its custom claims are the application's to say, over the API. */
export const clientFieldsSchema = z.object({
  ...shape,
  accessTokenSeconds: z
    .string()
    .transform((text): number | null => Number(text))
    .pipe(accessTokenSeconds),
});

/** The fields of a client, to make one or to change it. */
export function ClientFields({ seconds }: { seconds: number | null }) {
  return (
    <>
      <TextField name="name" label="Name" placeholder="Importer" autoComplete="off" />
      <TextField
        name="description"
        label="Description"
        optional
        placeholder="Reads orders at night"
        autoComplete="off"
      />
      <TextListField
        name="scopes"
        label="Scopes"
        itemLabel="Scope"
        placeholder="orders:read"
        hint="What it may do at your API. A token has all of them, or those that it asks for."
      />
      <TextListField
        name="audience"
        label="Audience"
        itemLabel="Audience"
        placeholder="https://api.example.com"
        hint="Which of your APIs take its tokens."
      />
      <SelectField
        name="accessTokenSeconds"
        label="Tokens live for"
        options={lifetimes(seconds ?? organizationTokenSeconds)}
        className="[&_button]:max-w-60"
      />
    </>
  );
}

function lifetimes(present: number) {
  const choices = [...new Set([300, 900, 3600, 28_800, 86_400, present])].sort((one, other) => one - other);
  return choices.map((seconds) => ({ value: String(seconds), label: formatDuration(seconds) }));
}
