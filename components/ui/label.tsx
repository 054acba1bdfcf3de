import type { ComponentProps } from 'react';
import { classNames } from './class-names';

export type LabelProps = ComponentProps<'label'> & { optional?: boolean | undefined };

/** The name of a field; `optional` says so in words after it. */
export function Label({ optional, className, children, htmlFor, ...rest }: LabelProps) {
  return (
    <label {...rest} htmlFor={htmlFor} className={classNames('block font-strong text-ink', className)}>
      {children}
      {optional && <span className="font-normal text-ink-3"> optional</span>}
    </label>
  );
}
