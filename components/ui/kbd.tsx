'use client';

import { useSyncExternalStore } from 'react';
import { classNames } from './class-names';

const NAMES: Record<string, string> = {
  enter: '↵',
  escape: 'Esc',
  up: '↑',
  down: '↓',
  shift: '⇧',
  backspace: '⌫',
};

export type KbdProps = { keys: string; className?: string | undefined };

/**
 * Shows a shortcut as `useShortcut` spells it: "i", "mod+enter", "g o". `mod` is ⌘ on Apple's
 * machines and Ctrl elsewhere. Decoration only: readers learn the key from `aria-keyshortcuts`.
 */
export function Kbd({ keys, className }: KbdProps) {
  const apple = useSyncExternalStore(noSubscription, isApple, () => false);
  return (
    <span aria-hidden="true" className={classNames('inline-flex shrink-0 items-center gap-0.5', className)}>
      {keys.split(' ').map((stroke) => (
        <kbd
          key={stroke}
          className="inline-block min-w-[18px] rounded-xs border border-current/30 px-1 text-center font-medium font-sans text-[11px]/4"
        >
          {spell(stroke, apple)}
        </kbd>
      ))}
    </span>
  );
}

function spell(stroke: string, apple: boolean): string {
  const parts = stroke.split('+').map((part) => {
    if (part === 'mod') return apple ? '⌘' : 'Ctrl';
    return NAMES[part] ?? part.toUpperCase();
  });
  return parts.join(apple ? '' : ' ');
}

function noSubscription() {
  return () => {};
}

function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}
