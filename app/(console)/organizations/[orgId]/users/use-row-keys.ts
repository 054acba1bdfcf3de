'use client';

import { type RefObject, useRef } from 'react';
import { useShortcut } from '@/components/ui/shortcuts';

/**
 * J and K go from row to row: the focus moves to the menu of the row, so that Enter opens it and a reader hears whose
 * it is. X selects the row that has the focus.
 */
export function useRowKeys(
  body: RefObject<HTMLElement | null>,
  enabled: { readonly move: boolean; readonly select: boolean },
  toggle: (rowId: string) => void,
): void {
  const last = useRef(-1);

  function rows(): HTMLElement[] {
    return [...(body.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
  }

  function move(step: 1 | -1) {
    const list = rows();
    const current = list.findIndex((row) => row.contains(document.activeElement));
    // The row that had the focus may be gone: its place is where to go on.
    const from = current >= 0 ? current : step === 1 ? last.current : Math.max(last.current, 0) + 1;
    const next = Math.min(Math.max(from + step, 0), list.length - 1);
    last.current = next;
    focusRow(list[next]);
  }

  function select() {
    const row = rows().find((candidate) => candidate.contains(document.activeElement));
    if (row?.dataset.row) toggle(row.dataset.row);
  }

  useShortcut('j', () => move(1), { label: 'Next row', enabled: enabled.move });
  useShortcut('k', () => move(-1), { label: 'Previous row', enabled: enabled.move });
  useShortcut('x', select, { label: 'Select the row', enabled: enabled.select });
}

function focusRow(row: HTMLElement | undefined): void {
  const target =
    row?.querySelector<HTMLElement>('[data-row-menu]') ?? row?.querySelector<HTMLElement>('button, a');
  target?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: 'nearest' });
}
