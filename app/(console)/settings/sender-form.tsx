'use client';

import { SettingsForm } from '@/components/forms/settings-form';
import { TextField } from '@/components/forms/text-field';
import type { WorkspaceSettings } from '@/lib/workspace/get-workspace';
import { updateWorkspaceSchema } from '@/lib/workspace/workspace.schema';
import { useWorkspaceForm } from './use-workspace-form';

const formSchema = updateWorkspaceSchema.pick({ mailFromName: true, mailFromAddress: true });

export type SenderFormProps = {
  workspace: WorkspaceSettings;
  /** Who mail comes from while nothing is set here. */
  configured: { readonly name: string | null; readonly address: string };
};

/** Who every mail comes from. */
export function SenderForm({ workspace, configured }: SenderFormProps) {
  const { applicationName, mailFromName, mailFromAddress } = workspace;
  const form = useWorkspaceForm(workspace, formSchema, {
    mailFromName: mailFromName ?? '',
    mailFromAddress: mailFromAddress ?? '',
  });
  const name = configured.name ?? applicationName;
  return (
    <SettingsForm form={form}>
      <TextField
        name="mailFromName"
        label="Name"
        optional
        autoComplete="off"
        placeholder={name}
        hint={`Empty: ${name}.`}
      />
      <TextField
        name="mailFromAddress"
        label="Address"
        optional
        type="email"
        autoComplete="off"
        placeholder={configured.address}
        hint={`Empty: ${configured.address}. Its domain has to be set up with your mail provider, or nothing is delivered.`}
      />
    </SettingsForm>
  );
}
