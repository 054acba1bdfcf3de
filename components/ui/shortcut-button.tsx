'use client';

import type { ReactNode } from 'react';
import { Button } from './button';
import { Kbd } from './kbd';
import { useShortcut } from './shortcuts';

export type ShortcutButtonProps = {
  keys: string;
  /** What it does, for the sheet: "Add a row". */
  label: string;
  onPress: () => void;
  children: ReactNode;
};

/** The one dark button of a page; the key on it does the same as long as the button is shown. */
export function ShortcutButton({ keys, label, onPress, children }: ShortcutButtonProps) {
  useShortcut(keys, onPress, { label });
  return (
    <Button variant="primary" onClick={onPress} aria-keyshortcuts={keys}>
      {children}
      <Kbd keys={keys} className="max-tablet:hidden" />
    </Button>
  );
}
