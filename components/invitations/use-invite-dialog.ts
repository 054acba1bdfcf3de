'use client';

import { usePathname, useRouter, useSearchParams } from 'next/navigation';

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
  const parameters = useSearchParams();
  const home = `/organizations/${organizationId}/users`;

  function open() {
    if (pathname === home) replaceAddress(home, parameters, true);
    else router.push(`${home}?invite`);
  }

  function close() {
    replaceAddress(home, parameters, false);
  }

  return { isOpen: parameters.has('invite'), open, close };
}

function replaceAddress(path: string, parameters: URLSearchParams, isOpen: boolean): void {
  const kept = [...parameters].filter(([name]) => name !== 'invite');
  const query = kept.map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`);
  if (isOpen) query.push('invite');
  window.history.replaceState(null, '', query.length > 0 ? `${path}?${query.join('&')}` : path);
}
