'use client';

import { SettingsForm } from '@/components/forms/settings-form';
import { TextField } from '@/components/forms/text-field';
import { seatsFieldSchema } from '@/components/organizations/settings-fields';
import type { WorkspaceSettings } from '@/lib/workspace/get-workspace';
import { updateWorkspaceSchema } from '@/lib/workspace/workspace.schema';
import { useWorkspaceForm } from './use-workspace-form';

const formSchema = updateWorkspaceSchema.pick({}).extend({ seatsDefault: seatsFieldSchema });

/** How many people may be in an organization that is created from now on. */
export function SeatsForm({ workspace }: { workspace: WorkspaceSettings }) {
  const { seatsDefault } = workspace;
  const form = useWorkspaceForm(workspace, formSchema, {
    seatsDefault: seatsDefault === null ? '' : String(seatsDefault),
  });
  return (
    <SettingsForm form={form}>
      <TextField
        name="seatsDefault"
        label="Seats"
        optional
        inputMode="numeric"
        autoComplete="off"
        placeholder="No limit"
        className="[&_input]:max-w-60"
        hint="Empty: no limit. Each organization can have its own number."
      />
    </SettingsForm>
  );
}
