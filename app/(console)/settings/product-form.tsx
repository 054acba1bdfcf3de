'use client';

import { SettingsForm } from '@/components/forms/settings-form';
import { TextField } from '@/components/forms/text-field';
import type { WorkspaceSettings } from '@/lib/workspace/get-workspace';
import { updateWorkspaceSchema } from '@/lib/workspace/workspace.schema';
import { useWorkspaceForm } from './use-workspace-form';

const formSchema = updateWorkspaceSchema.pick({ applicationName: true, supportAddress: true });

/** What people are invited to, and where they turn. */
export function ProductForm({ workspace }: { workspace: WorkspaceSettings }) {
  const { applicationName, supportAddress } = workspace;
  const form = useWorkspaceForm(workspace, formSchema, {
    applicationName,
    supportAddress: supportAddress ?? '',
  });
  return (
    <SettingsForm form={form}>
      <TextField
        name="applicationName"
        label="Product name"
        autoComplete="off"
        hint="What people are invited to: it stands in every mail and on the sign-in page."
      />
      <TextField
        name="supportAddress"
        label="Support address"
        optional
        type="email"
        autoComplete="off"
        placeholder="help@example.com"
        hint="Where people turn when something does not work. They see it."
      />
    </SettingsForm>
  );
}
