import type { ReactNode } from 'react';
import { classNames } from '../ui/class-names';
import { Link } from '../ui/link';

export type RowLinkProps = { href: string; className?: string | undefined; children: ReactNode };

/** The link that a row of a list stands for: it fills its cell, and `RowNavigation` makes the rest of the row follow it. */
export function RowLink({ href, className, children }: RowLinkProps) {
  return (
    <Link
      href={href}
      data-row-link=""
      className={classNames(
        '-my-1 flex min-h-6 min-w-0 items-center rounded-sm py-1 outline-offset-0',
        className,
      )}
    >
      {children}
    </Link>
  );
}
