'use client';

import { useEffect } from 'react';
import { useShortcut } from '../ui/shortcuts';

const interactive = 'a, button, input, label, select, textarea, [role="menuitem"]';

/**
 * Makes the rows of the list on this page answer to the keyboard and to a press anywhere: J and K go down and up their
 * `RowLink`s, which Enter opens, and a press beside whatever else a row holds opens its link.
 */
export function RowNavigation() {
  useShortcut('j', () => moveFocus(1), { label: 'Next row' });
  useShortcut('k', () => moveFocus(-1), { label: 'Previous row' });
  useEffect(() => {
    document.addEventListener('click', openRow);
    return () => document.removeEventListener('click', openRow);
  }, []);
  return null;
}

function moveFocus(step: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>('[data-row-link]')];
  const row = document.activeElement?.closest('tr');
  const current = links.findIndex((link) => row?.contains(link));
  const target = current < 0 ? 0 : Math.min(Math.max(current + step, 0), links.length - 1);
  links[target]?.focus();
}

function openRow(event: MouseEvent): void {
  const target = event.target instanceof Element ? event.target : null;
  const link = target?.closest('tr')?.querySelector<HTMLElement>('[data-row-link]');
  if (!link || target?.closest(interactive) || String(window.getSelection())) return;
  const { ctrlKey, metaKey, shiftKey } = event;
  // The link decides what a press with a key held means: another tab, another window.
  link.dispatchEvent(
    new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }),
  );
}
