'use client';

import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, type ButtonProps } from './button';
import { classNames } from './class-names';
import { useShortcut } from './shortcuts';

export type BulkBarProps = {
  /** How many rows are selected; nothing is shown at 0. */
  count: number;
  onClear: () => void;
  /** `BulkAction`s. */
  children: ReactNode;
};

/**
 * What can be done with the selected rows, floating over the end of the list; on phones it takes the full width
 * at the bottom. Escape clears the selection.
 */
export function BulkBar({ count, onClear, children }: BulkBarProps) {
  useShortcut('escape', onClear, { label: 'Clear the selection', enabled: count > 0 });
  return (
    <>
      <span role="status" className="sr-only">
        {count > 0 ? `${count} selected` : ''}
      </span>
      {count > 0 && (
        <div
          role="toolbar"
          data-bulk-bar=""
          aria-label="Actions for the selection"
          className={classNames(
            'fixed bottom-6 z-30 flex animate-rise items-center gap-1 rounded-[12px] bg-primary py-[7px] pr-2 pl-4 text-on-primary shadow-lift',
            'tablet:left-[calc(50%+116px)] tablet:max-w-[calc(100vw-280px)] tablet:-translate-x-1/2',
            'max-tablet:inset-x-0 max-tablet:bottom-0 max-tablet:rounded-none max-tablet:pb-[calc(7px+env(safe-area-inset-bottom))]',
          )}
        >
          <span className="mr-2 whitespace-nowrap tabular-nums opacity-80">
            {count.toLocaleString('en')} selected
          </span>
          <div className="flex min-w-0 items-center gap-1 overflow-x-auto [scrollbar-width:none]">
            {children}
          </div>
          <BulkAction onClick={onClear} aria-label="Clear the selection" className="px-2 max-tablet:ml-auto">
            <X aria-hidden="true" />
          </BulkAction>
        </div>
      )}
    </>
  );
}

/** A button on the bar. */
export function BulkAction({ className, ...rest }: Omit<ButtonProps, 'variant' | 'size'>) {
  return (
    <Button
      {...rest}
      variant="ghost"
      className={classNames(
        'h-8 px-[11px] text-on-primary outline-offset-[-2px] hover:bg-on-primary/15 hover:text-on-primary',
        className,
      )}
    />
  );
}
