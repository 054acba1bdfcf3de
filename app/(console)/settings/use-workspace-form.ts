'use client';

import type { DefaultValues, FieldValues } from 'react-hook-form';
import type { z } from 'zod';
import type { ActionForm } from '@/components/forms/use-action-form';
import { useSavedForm } from '@/components/forms/use-saved-form';
import type { WorkspaceSettings } from '@/lib/workspace/get-workspace';
import type { UpdateWorkspaceInput } from '@/lib/workspace/workspace.schema';
import { updateWorkspaceAction } from './actions';

/** The form of some of the workspace's settings: the others are sent back as they are. */
export function useWorkspaceForm<Input extends FieldValues, Output extends Partial<UpdateWorkspaceInput>>(
  workspace: WorkspaceSettings,
  schema: z.ZodType<Output, Input>,
  defaultValues: DefaultValues<Input>,
): ActionForm<Input, Output> {
  return useSavedForm({
    schema,
    action: (fields: Output) => updateWorkspaceAction({ ...settingsOf(workspace), ...fields }),
    defaultValues,
    note: 'The settings were saved',
  });
}

function settingsOf(workspace: WorkspaceSettings): UpdateWorkspaceInput {
  const { applicationName, supportAddress, mailFromName, mailFromAddress } = workspace;
  const { invitationTtlSeconds, seatsDefault, blockPublicDomains, blockDisposableDomains } = workspace;
  return {
    applicationName,
    supportAddress,
    mailFromName,
    mailFromAddress,
    invitationTtlSeconds,
    seatsDefault,
    blockPublicDomains,
    blockDisposableDomains,
  };
}
