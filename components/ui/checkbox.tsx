'use client';

import { Check, Minus } from 'lucide-react';
import { Checkbox as Radix } from 'radix-ui';
import type { ComponentProps } from 'react';
import { classNames } from './class-names';

/**
 * A box to tick; `checked="indeterminate"` means "some of them". It is 16 px wide and answers to presses on
 * 28 px. Needs an `aria-label`, or a `Label` with its id.
 */
export function Checkbox({ className, ...rest }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      {...rest}
      className={classNames(
        'group relative inline-grid size-4 shrink-0 place-items-center rounded-xs border-[1.5px] border-edge bg-paper align-[-3px]',
        "before:absolute before:-inset-1.5 before:content-['']",
        'hover:border-ink-2 data-[state=checked]:border-focus data-[state=checked]:bg-focus',
        'data-[state=indeterminate]:border-focus data-[state=indeterminate]:bg-focus text-on-focus',
        'aria-invalid:border-bad disabled:opacity-50',
        className,
      )}
    >
      <Radix.Indicator className="absolute inset-0 grid place-items-center">
        <Check aria-hidden="true" className="size-3 stroke-[3.4] group-data-[state=indeterminate]:hidden" />
        <Minus
          aria-hidden="true"
          className="hidden size-3 stroke-[3.4] group-data-[state=indeterminate]:block"
        />
      </Radix.Indicator>
    </Radix.Root>
  );
}
