'use client';

import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import { joinByDomainAction, joinOrganizationAction } from './actions';

type Props = {
  organizationName: string;
  organizationId: string;
  /** Of the invitation; null: it lets people of the person's domain in. */
  membershipId: string | null;
};

/** Joins an organization that has invited the person, or is open to them; says beside itself why not. */
export function JoinButton({ organizationName, membershipId, organizationId }: Props) {
  const [busy, start] = useTransition();
  const [refusal, setRefusal] = useState<string>();
  const toast = useToast();
  function join() {
    setRefusal(undefined);
    start(async () => {
      const result = membershipId
        ? await joinOrganizationAction({ membershipId, organizationId })
        : await joinByDomainAction({ organizationId });
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
