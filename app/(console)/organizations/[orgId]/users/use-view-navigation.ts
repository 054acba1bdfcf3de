'use client';

import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import {
  type MemberView,
  type MemberViewChanges,
  memberViewHref,
} from '@/components/memberships/member-view';

export interface ViewNavigation {
  /** The list for the new address is on its way. */
  readonly pending: boolean;
  /** Shows something else; one press on Back undoes it. */
  readonly show: (changes: MemberViewChanges) => void;
  /** The same without a step for Back: for a search while it is typed. */
  readonly replace: (changes: MemberViewChanges) => void;
}

/** Changes what the list shows by changing the address. */
export function useViewNavigation(organizationId: string, view: MemberView): ViewNavigation {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const hrefOf = (changes: MemberViewChanges) =>
    memberViewHref(`/organizations/${organizationId}/users`, view, changes);
  return {
    pending,
    show: (changes) => startTransition(() => router.push(hrefOf(changes), { scroll: false })),
    replace: (changes) => startTransition(() => router.replace(hrefOf(changes), { scroll: false })),
  };
}
