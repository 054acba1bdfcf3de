import type { ComponentProps } from 'react';
import { classNames } from './class-names';

/** The look that text fields, text areas and selects share. */
export const CONTROL_CLASS_NAMES = classNames(
  'w-full rounded-md border border-line-strong bg-paper px-[11px] text-ink placeholder:text-ink-3',
  'transition-colors duration-100 hover:border-edge',
  'focus-visible:border-transparent focus-visible:outline-offset-1',
  'aria-invalid:border-bad disabled:bg-sunk disabled:text-ink-3 [&[readonly]]:bg-sunk [&[readonly]]:text-ink-2',
);

/** A field of one line. On phones the text is 16 px, so that Safari does not zoom into it. */
export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return (
    <input
      {...rest}
      className={classNames(CONTROL_CLASS_NAMES, 'h-[38px] max-tablet:text-[16px]', className)}
    />
  );
}
