'use client';

import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import { joinOrganizationAction } from './actions';

type Props = { organizationName: string; membershipId: string; organizationId: string };

/** Joins an organization that has invited the person; says beside itself why not. */
export function JoinButton({ organizationName, membershipId, organizationId }: Props) {
  const [busy, start] = useTransition();
  const [refusal, setRefusal] = useState<string>();
  const toast = useToast();
  function join() {
    setRefusal(undefined);
    start(async () => {
      const result = await joinOrganizationAction({ membershipId, organizationId });
      if (result.ok) toast({ title: `You have joined ${organizationName}` });
      else setRefusal(result.error.message);
    });
  }
  return (
    <>
      <Button loading={busy} onClick={join} aria-label={`Join ${organizationName}`}>
        Join
      </Button>
      {refusal && (
        <p role="alert" className="basis-full text-bad text-sm">
          {refusal}
        </p>
      )}
    </>
  );
}
