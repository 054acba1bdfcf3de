'use client';

import { formatDate } from '@/components/ui/format-time';
import { useToast } from '@/components/ui/toast';
import { resendInvitationAction } from './actions';
import { callAction } from './call-action';

export interface Resendable {
  readonly membershipId: string;
  readonly email: string;
}

/** Sends one invitation again and tells what came of it; true when it was sent. */
export function useResend(organizationId: string): (member: Resendable) => Promise<boolean> {
  const tell = useToast();
  return async ({ membershipId, email }) => {
    const result = await callAction(resendInvitationAction({ organizationId, membershipId }));
    if (!result.ok) {
      tell({ tone: 'bad', title: result.error.message });
      return false;
    }
    const until = formatDate(result.data.expiresAt.toISOString());
    if (result.data.renewed) {
      tell({ title: `Sent ${email} a new link`, description: `Good until ${until}. The old link is dead.` });
    } else {
      tell({ title: `Reminded ${email}`, description: `With the same link, good until ${until}.` });
    }
    return true;
  };
}
