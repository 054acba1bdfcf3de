import type { ComponentProps } from 'react';
import { classNames } from './class-names';
import { CONTROL_CLASS_NAMES } from './input';

/** A field of several lines that grows with its text where the browser can, up to 320 px. */
export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      rows={3}
      {...rest}
      className={classNames(
        CONTROL_CLASS_NAMES,
        'field-sizing-content max-h-80 min-h-20 resize-y py-[9px] max-tablet:text-[16px]',
        className,
      )}
    />
  );
}
