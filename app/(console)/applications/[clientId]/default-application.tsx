'use client';

import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import type { ClientRecord } from '@/lib/applications/client-record';
import { makeDefaultApplicationAction } from '../actions';

/** Whether invitations from the dashboard lead to an application, and the button that makes them. */
export function DefaultApplication({ application }: { application: ClientRecord }) {
  const { clientId, name, isDefault, initiateLoginUri } = application;
  const [isPending, startTransition] = useTransition();
  const [refusal, setRefusal] = useState<string>();
  const toast = useToast();
  const makeDefault = () =>
    startTransition(async () => {
      const result = await makeDefaultApplicationAction({ clientId });
      setRefusal(result.ok ? undefined : result.error.message);
      if (result.ok) toast({ title: `Invitations lead to ${name} now` });
    });
  return (
    <>
      <p>
        {isDefault
          ? 'Whoever joins by an invitation from the dashboard is sent to this application.'
          : 'Whoever joins by an invitation from the dashboard is sent to another application, or to their own page where there is none.'}
      </p>
      {!initiateLoginUri && (
        <p className="mt-1 text-wait">
          It has no initiate-login address, so people would be left on their own page.
        </p>
      )}
      {!isDefault && (
        <Button className="mt-3" loading={isPending} onClick={makeDefault}>
          Make it the default
        </Button>
      )}
      <p role="alert" className="text-bad text-sm">
        {refusal}
      </p>
    </>
  );
}
