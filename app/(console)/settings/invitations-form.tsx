'use client';

import { SettingsForm } from '@/components/forms/settings-form';
import { SwitchField } from '@/components/forms/switch-field';
import { TextField } from '@/components/forms/text-field';
import { formatDuration } from '@/components/organizations/duration-text';
import { durationFieldSchema } from '@/components/organizations/settings-fields';
import type { WorkspaceSettings } from '@/lib/workspace/get-workspace';
import { updateWorkspaceSchema } from '@/lib/workspace/workspace.schema';
import { useWorkspaceForm } from './use-workspace-form';

const formSchema = updateWorkspaceSchema
  .pick({ blockPublicDomains: true, blockDisposableDomains: true })
  .extend({ invitationTtlSeconds: durationFieldSchema });

/** How long invitations are open, and whom nobody can invite. */
export function InvitationsForm({ workspace }: { workspace: WorkspaceSettings }) {
  const { invitationTtlSeconds, blockPublicDomains, blockDisposableDomains } = workspace;
  const form = useWorkspaceForm(workspace, formSchema, {
    invitationTtlSeconds: formatDuration(invitationTtlSeconds),
    blockPublicDomains,
    blockDisposableDomains,
  });
  return (
    <SettingsForm form={form}>
      <TextField
        name="invitationTtlSeconds"
        label="Open for"
        autoComplete="off"
        placeholder="15 days"
        className="[&_input]:max-w-60"
        hint="Like 15 days or 12 hours. An organization can have its own."
      />
      <SwitchField
        name="blockPublicDomains"
        label="Block public mail domains"
        hint="Nobody can be invited at gmail.com, outlook.com and their like: only at a company’s own domain."
      />
      <SwitchField
        name="blockDisposableDomains"
        label="Block disposable mail domains"
        hint="Nobody can be invited at an address that is made to be thrown away."
      />
    </SettingsForm>
  );
}
