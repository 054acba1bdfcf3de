'use client';

import { Check } from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { classNames } from './class-names';
import { Kbd } from './kbd';
import { Link } from './link';

const MENU_CLASS_NAMES = classNames(
  'z-60 min-w-48 max-w-80 overflow-auto rounded-[10px] border border-line bg-paper p-1 shadow-menu outline-none',
  'data-[state=open]:animate-appear',
);

const ITEM_CLASS_NAMES = classNames(
  'flex min-h-8 w-full items-center gap-2.5 rounded-sm px-2 py-1.5 text-left outline-none select-none',
  'data-highlighted:bg-sunk data-disabled:cursor-not-allowed data-disabled:text-ink-3',
);

export type DropdownMenuProps = {
  /** A button that can take the focus. */
  trigger: ReactElement;
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'bottom';
  children: ReactNode;
  onOpenChange?: ((open: boolean) => void) | undefined;
};

/** A menu of actions: arrow keys, typing the first letters, Escape; the focus returns to the trigger. */
export function DropdownMenu({
  trigger,
  align = 'end',
  side = 'bottom',
  children,
  onOpenChange,
}: DropdownMenuProps) {
  return (
    <Radix.Root modal={false} {...(onOpenChange && { onOpenChange })}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          side={side}
          sideOffset={5}
          collisionPadding={8}
          className={classNames(
            MENU_CLASS_NAMES,
            'max-h-[min(28rem,var(--radix-dropdown-menu-content-available-height))]',
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export type MenuItemProps = {
  icon?: ReactNode;
  /** Shown on the right; register the key itself with `useShortcut`. */
  shortcut?: string | undefined;
  /** Red: what it does ends something. */
  danger?: boolean | undefined;
  disabled?: boolean | undefined;
  /** Why it is disabled, or what it does: a second line. */
  hint?: ReactNode;
  children: ReactNode;
} & ({ href: string; onSelect?: never } | { href?: never; onSelect: (event: Event) => void });

/** One action, or one place to go with `href`. */
export function MenuItem({
  icon,
  shortcut,
  danger,
  disabled = false,
  hint,
  children,
  href,
  onSelect,
}: MenuItemProps) {
  const inside = (
    <>
      {icon && <span className={danger ? 'text-bad' : 'text-ink-2'}>{icon}</span>}
      <span className="min-w-0 flex-1">
        {children}
        {hint && <span className="block text-ink-3 text-sm">{hint}</span>}
      </span>
      {shortcut && <Kbd keys={shortcut} className="text-ink-3" />}
    </>
  );
  const className = classNames(
    ITEM_CLASS_NAMES,
    danger && !disabled && 'text-bad data-highlighted:bg-bad-wash',
  );
  if (href !== undefined) {
    return (
      <Radix.Item asChild disabled={disabled} className={className}>
        <Link href={href}>{inside}</Link>
      </Radix.Item>
    );
  }
  return (
    <Radix.Item disabled={disabled} className={className} onSelect={onSelect}>
      {inside}
    </Radix.Item>
  );
}

export type MenuCheckboxItemProps = {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  /** Draws a round mark: choosing this one drops the others. */
  exclusive?: boolean;
  children: ReactNode;
};

/** A choice that can be on or off. The menu stays open, so that several can be changed. */
export function MenuCheckboxItem({ checked, onCheckedChange, exclusive, children }: MenuCheckboxItemProps) {
  return (
    <Radix.CheckboxItem
      checked={checked}
      onCheckedChange={onCheckedChange}
      onSelect={(event) => !exclusive && event.preventDefault()}
      className={ITEM_CLASS_NAMES}
    >
      <span
        className={classNames(
          'grid size-4 shrink-0 place-items-center border',
          exclusive ? 'rounded-full' : 'rounded-xs',
          checked ? 'border-focus bg-focus text-on-focus' : 'border-edge',
        )}
      >
        {checked && <Check aria-hidden="true" className="size-3" />}
      </span>
      <span className="min-w-0 flex-1">{children}</span>
    </Radix.CheckboxItem>
  );
}

/** A quiet heading over a group of items. */
export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2 pt-1.5 pb-1 text-ink-3 text-xs">{children}</Radix.Label>;
}

/** A hairline between groups of items. */
export function MenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
}
