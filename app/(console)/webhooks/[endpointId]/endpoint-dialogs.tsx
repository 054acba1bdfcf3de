'use client';

import { useRouter } from 'next/navigation';
import { AlertDialog } from '@/components/ui/alert-dialog';
import { Dialog } from '@/components/ui/dialog';
import { useToast } from '@/components/ui/toast';
import type { EndpointRow } from '@/lib/webhooks/endpoint-row';
import { updateEndpointSchema } from '@/lib/webhooks/webhook.schema';
import { deleteEndpointAction, switchEndpointAction, updateEndpointAction } from '../actions';
import { EndpointForm } from '../endpoint-form';
import { RotateSecretDialog } from './rotate-secret-dialog';

/** What is being asked about the endpoint. */
export type EndpointQuestion = 'edit' | 'rotate' | 'switch' | 'delete';

type EndpointDialogProps = { endpoint: EndpointRow; onClose: () => void };

/** The dialog of the question that is open. */
export function EndpointDialogs({
  question,
  ...props
}: EndpointDialogProps & { question: EndpointQuestion }) {
  switch (question) {
    case 'edit':
      return <EditDialog {...props} />;
    case 'rotate':
      return <RotateSecretDialog {...props} />;
    case 'switch':
      return <SwitchDialog {...props} />;
    case 'delete':
      return <DeleteDialog {...props} />;
  }
}

function EditDialog({ endpoint: { endpointId, url, description, types }, onClose }: EndpointDialogProps) {
  const toast = useToast();
  const scope = types.length > 0 ? ('chosen' as const) : ('all' as const);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Edit the endpoint"
      description="What is on its way already goes to the new address, too."
    >
      <EndpointForm
        schema={updateEndpointSchema}
        action={updateEndpointAction}
        defaultValues={{ endpointId, url, description, scope, types: [...types] }}
        onDone={() => {
          toast({ title: 'The endpoint was changed' });
          onClose();
        }}
        submitLabel="Save"
        onlyWhenChanged
      />
    </Dialog>
  );
}

function SwitchDialog({ endpoint: { endpointId, enabled }, onClose }: EndpointDialogProps) {
  const toast = useToast();
  async function confirm() {
    const result = await switchEndpointAction({ endpointId, enabled: !enabled });
    if (!result.ok) return result.error.message;
    toast({ title: enabled ? 'The endpoint is off' : 'The endpoint is on' });
    return undefined;
  }
  return (
    <AlertDialog
      open
      onOpenChange={(open) => !open && onClose()}
      tone={enabled ? 'danger' : 'primary'}
      title={enabled ? 'Switch the endpoint off?' : 'Switch the endpoint on?'}
      description={
        enabled
          ? 'You can switch it on again at any time.'
          : 'It gets what happens from now on. What failed before can be replayed.'
      }
      consequences={
        enabled
          ? [
              'It hears nothing of what happens meanwhile',
              'What is on its way fails, and can be replayed later',
            ]
          : []
      }
      confirmLabel={enabled ? 'Switch off' : 'Switch on'}
      onConfirm={confirm}
    />
  );
}

function DeleteDialog({ endpoint: { endpointId, url }, onClose }: EndpointDialogProps) {
  const toast = useToast();
  const router = useRouter();
  async function confirm() {
    const result = await deleteEndpointAction({ endpointId });
    if (!result.ok) return result.error.message;
    toast({ title: 'The endpoint was deleted' });
    router.push('/webhooks');
    return undefined;
  }
  return (
    <AlertDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Delete the endpoint?"
      description={url}
      consequences={[
        'It hears nothing any more, and what is on its way is not sent',
        'Its deliveries, with what was answered, are deleted too',
        'Its signing secret is of no use any more',
      ]}
      confirmLabel="Delete endpoint"
      onConfirm={confirm}
    />
  );
}
