'use client';

import type { ReactNode } from 'react';
import { NonceProvider } from '../ui/nonce';
import { ShortcutsProvider } from '../ui/shortcuts';
import { ToastProvider } from '../ui/toast';
import { TooltipProvider } from '../ui/tooltip';

/** What every page needs around it: the policy's nonce, tooltips, toasts and shortcuts. */
export function Providers({ nonce, children }: { nonce?: string | undefined; children: ReactNode }) {
  return (
    <NonceProvider nonce={nonce}>
      <TooltipProvider>
        <ToastProvider>
          <ShortcutsProvider>{children}</ShortcutsProvider>
        </ToastProvider>
      </TooltipProvider>
    </NonceProvider>
  );
}
