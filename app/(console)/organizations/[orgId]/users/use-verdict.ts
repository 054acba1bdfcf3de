'use client';

import { useEffect, useRef, useState } from 'react';
import type { InviteeVerdict } from '@/lib/invitations/check-invitee';
import { emailSchema } from '@/lib/users/person.schema';
import { checkInviteeAction } from './actions';
import { callAction } from './call-action';

const typingMilliseconds = 300;

export interface Verdict extends InviteeVerdict {
  /** The address it speaks of. */
  readonly email: string;
}

/** What would happen on inviting the address that is being typed; null while there is none or it is not known yet. */
export function useVerdict(
  organizationId: string,
  typed: string,
): { verdict: Verdict | null; again: () => void } {
  const parsed = emailSchema.safeParse(typed);
  const email = parsed.success ? parsed.data : null;
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [round, setRound] = useState(0);
  const asked = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again about the same address
  useEffect(() => {
    if (!email) return;
    const timer = setTimeout(async () => {
      const question = ++asked.current;
      const result = await callAction(checkInviteeAction({ organizationId, email }));
      if (question === asked.current) setVerdict(result.ok ? { ...result.data, email } : null);
    }, typingMilliseconds);
    return () => clearTimeout(timer);
  }, [organizationId, email, round]);
  return {
    verdict: verdict?.email === email ? verdict : null,
    again: () => setRound((before) => before + 1),
  };
}
