'use client';

import { useState } from 'react';
import { z } from 'zod';
import type { DirectoryRecord } from '@/lib/directories/directory-record';
import type { NewDirectorySecret } from '@/lib/directories/directory-secret';
import { DialogForm } from '../forms/dialog-form';
import { RadioField } from '../forms/radio-field';
import { useActionForm } from '../forms/use-action-form';
import { CopyField } from '../ui/copy-field';
import { Dialog, DialogActions, DialogCancel } from '../ui/dialog';
import type { DirectoryActions } from './directory-actions';

export type NewSecretDialogProps = {
  directory: Pick<DirectoryRecord, 'organizationId' | 'directoryId' | 'name'>;
  /** Whether it has one that is good. */
  hasSecrets: boolean;
  actions: Pick<DirectoryActions, 'createSecret' | 'rotateSecret'>;
  onClose: () => void;
};

/** Gives a directory a secret, beside or instead of those that it has, then shows it once. */
export function NewSecretDialog({ onClose, ...props }: NewSecretDialogProps) {
  const { name } = props.directory;
  const [secret, setSecret] = useState<NewDirectorySecret | null>(null);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={secret ? `${name} has a new secret` : `A new secret for ${name}`}
      description={secret ? 'Copy it now: it will not be shown again.' : 'It is shown once.'}
    >
      {secret ? <SecretOnce secret={secret} /> : <NewSecretForm {...props} onDone={setSecret} />}
    </Dialog>
  );
}

type NewSecretFormProps = Omit<NewSecretDialogProps, 'onClose'> & {
  onDone: (secret: NewDirectorySecret) => void;
};

const schema = z.object({ others: z.enum(['keep', '604800', '86400', '0']) });

function NewSecretForm({ directory, hasSecrets, actions, onDone }: NewSecretFormProps) {
  const { organizationId, directoryId } = directory;
  const ref = { organizationId, directoryId };
  const form = useActionForm({
    schema,
    action: ({ others }) =>
      others === 'keep'
        ? actions.createSecret(ref)
        : actions.rotateSecret({ ...ref, overlapSeconds: Number(others) }),
    defaultValues: { others: hasSecrets ? ('86400' as const) : ('keep' as const) },
    onSuccess: onDone,
  });
  return (
    <DialogForm form={form} submitLabel="Create secret">
      {hasSecrets && <RadioField name="others" label="Secrets that are good now" options={overlaps} />}
    </DialogForm>
  );
}

const overlaps = [
  { value: '86400', label: 'End in a day', hint: 'Time to put the new one in' },
  { value: '604800', label: 'End in a week' },
  { value: 'keep', label: 'Go on beside it' },
  { value: '0', label: 'End at once', hint: 'Nothing arrives until the new one is in' },
];

function SecretOnce({ secret }: { secret: NewDirectorySecret }) {
  return (
    <>
      <CopyField label="Secret" value={secret.plainSecret} />
      <p className="mt-3 text-ink-2 text-sm">
        Paste it where the directory asks for a bearer token, API token or secret token.
      </p>
      <DialogActions>
        <DialogCancel>Done</DialogCancel>
      </DialogActions>
    </>
  );
}
