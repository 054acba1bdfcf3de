'use client';

import { Popover as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { classNames } from './class-names';

export type PopoverProps = {
  trigger: ReactElement;
  /** Names the panel for readers. */
  label: string;
  align?: 'start' | 'center' | 'end';
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
  className?: string | undefined;
  children: ReactNode;
};

/** A small panel beside its button: Escape or a press outside closes it, and the focus returns. */
export function Popover({
  trigger,
  label,
  align = 'start',
  open,
  onOpenChange,
  className,
  children,
}: PopoverProps) {
  return (
    <Radix.Root {...(open === undefined ? {} : { open })} {...(onOpenChange && { onOpenChange })}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          role="dialog"
          aria-label={label}
          align={align}
          sideOffset={5}
          collisionPadding={8}
          className={classNames(
            'z-60 max-h-(--radix-popover-content-available-height) w-72 max-w-[calc(100vw-16px)] overflow-auto',
            'rounded-[10px] border border-line bg-paper p-3 shadow-menu outline-none data-[state=open]:animate-appear',
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
