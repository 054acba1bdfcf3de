'use client';

import { usePathname, useRouter } from 'next/navigation';
import { useAddressParameter } from '../lists/use-address-parameter';

export interface InviteDialogState {
  readonly isOpen: boolean;
  readonly open: () => void;
  readonly close: () => void;
}

/**
 * Whether the dialog for inviting is open stands in the address (`?invite`), so that a link can open it. It lives on
 * the page of the organization's users, where opening and closing it loads nothing.
 */
export function useInviteDialog(organizationId: string): InviteDialogState {
  const router = useRouter();
  const pathname = usePathname();
  const [value, change] = useAddressParameter('invite');
  const home = `/organizations/${organizationId}/users`;

  function open() {
    if (pathname === home) change('');
    else router.push(`${home}?invite`);
  }

  return { isOpen: value !== null, open, close: () => change(null) };
}
