'use client';

import type { ReactNode } from 'react';
import { NonceProvider } from '../ui/nonce';
import { ShortcutsProvider } from '../ui/shortcuts';
import { ToastProvider } from '../ui/toast';

/** What every page needs around it: the policy's nonce, toasts and shortcuts. */
export function Providers({ nonce, children }: { nonce?: string | undefined; children: ReactNode }) {
  return (
    <NonceProvider nonce={nonce}>
      <ToastProvider>
        <ShortcutsProvider>{children}</ShortcutsProvider>
      </ToastProvider>
    </NonceProvider>
  );
}
