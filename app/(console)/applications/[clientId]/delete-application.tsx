'use client';

import { useRouter } from 'next/navigation';
import { AlertDialog } from '@/components/ui/alert-dialog';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import type { ClientRecord } from '@/lib/applications/client-record';
import { deleteApplicationAction } from '../actions';

/** Deletes an application once its name is typed, and says before what ends with it. */
export function DeleteApplication({ application }: { application: ClientRecord }) {
  const { clientId, name } = application;
  const router = useRouter();
  const toast = useToast();
  async function confirm() {
    const result = await deleteApplicationAction({ clientId });
    if (!result.ok) return result.error.message;
    toast({ title: `${name} was deleted` });
    router.push('/applications');
    return undefined;
  }
  return (
    <AlertDialog
      trigger={<Button className="text-bad">Delete {name}</Button>}
      title={`Delete ${name}?`}
      description="It cannot be undone. People and organizations stay as they are."
      consequences={endings(application)}
      typeToConfirm={name}
      confirmLabel="Delete application"
      onConfirm={confirm}
    />
  );
}

function endings({ isDefault, apiAccess, secrets }: ClientRecord): readonly string[] {
  const configured = secrets.some((secret) => secret.configured);
  return [
    'Nobody can sign in to it any more, and it can refresh no tokens',
    'Access tokens that it holds go on until they expire, five minutes at most',
    ...(apiAccess ? ['Its calls of the API are refused at once'] : []),
    ...(isDefault ? ['Invitations from the dashboard lead nowhere until another is made the default'] : []),
    ...(configured
      ? [
          'The environment names it: it comes back at the next start, unless you take it out of USHER_CLIENT_ID',
        ]
      : []),
  ];
}
