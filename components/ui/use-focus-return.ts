'use client';

import { useRef } from 'react';

/**
 * Gives a dialog's content the handlers that put the focus back to where it was when the dialog opened, also
 * without a trigger of its own: after a key, or from a menu item (then the menu's button). If that has gone,
 * as the row of a removed thing has, the page itself takes the focus.
 */
export function useFocusReturn() {
  const origin = useRef<HTMLElement>(null);
  return {
    onOpenAutoFocus: () => {
      origin.current = originOf(document.activeElement);
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      const target = origin.current?.isConnected ? origin.current : document.getElementById('content');
      target?.focus({ preventScroll: true });
    },
  };
}

/** A menu item goes away with its menu; the button that the menu is labelled by stays. */
function originOf(active: Element | null): HTMLElement | null {
  const buttonId = active?.closest('[role=menu]')?.getAttribute('aria-labelledby');
  const origin = buttonId ? document.getElementById(buttonId) : active;
  return origin instanceof HTMLElement && origin !== document.body ? origin : null;
}
