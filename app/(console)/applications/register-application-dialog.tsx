'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { DialogForm } from '@/components/forms/dialog-form';
import { RadioField } from '@/components/forms/radio-field';
import { SwitchField } from '@/components/forms/switch-field';
import { TextField } from '@/components/forms/text-field';
import { useActionForm } from '@/components/forms/use-action-form';
import { Dialog } from '@/components/ui/dialog';
import { applicationTypes } from '@/lib/applications/application';
import { registerApplicationSchema } from '@/lib/applications/application.schema';
import type { RegisteredApplication } from '@/lib/applications/register-application';
import { SecretOnce } from '../_secrets/secret-once';
import { registerApplicationAction } from './actions';
import { typeWords } from './application-types';

const types = applicationTypes.map((value) => ({ value, ...typeWords[value] }));

export type RegisterApplicationDialogProps = { onClose: () => void };

/** Registers an application, shows its secret once where it has one, and leads on to its page. */
export function RegisterApplicationDialog({ onClose }: RegisterApplicationDialogProps) {
  const router = useRouter();
  const [made, setMade] = useState<RegisteredApplication | null>(null);
  const goTo = ({ clientId }: RegisteredApplication) =>
    router.push(`/applications/${encodeURIComponent(clientId)}`);
  function close() {
    if (made) goTo(made);
    onClose();
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={made ? 'The application was registered' : 'Register an application'}
      description={made ? 'It needs both. Next: say where people come back to.' : undefined}
    >
      {made?.secret ? (
        <SecretOnce secret={made.secret} />
      ) : (
        <RegisterForm onDone={(answer) => (answer.secret ? setMade(answer) : goTo(answer))} />
      )}
    </Dialog>
  );
}

function RegisterForm({ onDone }: { onDone: (answer: RegisteredApplication) => void }) {
  const form = useActionForm({
    schema: registerApplicationSchema,
    // A switch that is out of sight says nothing.
    action: ({ apiAccess, ...input }) =>
      registerApplicationAction({ ...input, ...(input.type === 'web' && { apiAccess }) }),
    defaultValues: { type: 'web', name: '', apiAccess: true },
    onSuccess: onDone,
  });
  const type = useWatch({ control: form.methods.control, name: 'type' });
  return (
    <DialogForm form={form} submitLabel="Register">
      <TextField name="name" label="Name" placeholder="Shop" autoComplete="off" />
      <RadioField name="type" label="What it is" options={types} />
      {type === 'web' && (
        <SwitchField
          name="apiAccess"
          label="May call the API"
          hint="The SDKs sign people in and call the API with one id and one secret."
        />
      )}
    </DialogForm>
  );
}
