'use client';

import { Switch as Radix } from 'radix-ui';
import type { ComponentProps } from 'react';
import { classNames } from './class-names';

/** Turns something on or off; the place of the knob says which. Needs an `aria-label` or a `Label`. */
export function Switch({ className, ...rest }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      {...rest}
      className={classNames(
        'relative inline-flex h-5 w-[34px] shrink-0 items-center rounded-full bg-edge transition-colors duration-150',
        "before:absolute before:-inset-1 before:content-[''] data-[state=checked]:bg-ok",
        'disabled:opacity-50',
        className,
      )}
    >
      <Radix.Thumb className="block size-4 translate-x-0.5 rounded-full bg-paper shadow-raised transition-transform duration-150 data-[state=checked]:translate-x-4" />
    </Radix.Root>
  );
}
