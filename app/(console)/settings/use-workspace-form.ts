'use client';

import type { DefaultValues, FieldValues } from 'react-hook-form';
import type { z } from 'zod';
import { type ActionForm, useActionForm } from '@/components/forms/use-action-form';
import { useToast } from '@/components/ui/toast';
import type { WorkspaceSettings } from '@/lib/workspace/get-workspace';
import type { UpdateWorkspaceInput } from '@/lib/workspace/workspace.schema';
import { updateWorkspaceAction } from './actions';

/** The form of some of the workspace's settings: the others are sent back as they are. */
export function useWorkspaceForm<Input extends FieldValues, Output extends Partial<UpdateWorkspaceInput>>(
  workspace: WorkspaceSettings,
  schema: z.ZodType<Output, Input>,
  defaultValues: DefaultValues<Input>,
): ActionForm<Input, Output> {
  const toast = useToast();
  const form = useActionForm({
    schema,
    action: (fields: Output) => updateWorkspaceAction({ ...settingsOf(workspace), ...fields }),
    defaultValues,
    onSuccess: () => {
      form.methods.reset(form.methods.getValues());
      toast({ title: 'The settings were saved' });
    },
  });
  return form;
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
