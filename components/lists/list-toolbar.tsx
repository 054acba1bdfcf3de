import type { ReactNode } from 'react';
import { classNames } from '../ui/class-names';

/** The line over a list: its search, then its filters, then `end` at the other side. */
export function ListToolbar({
  children,
  end,
  className,
}: {
  children: ReactNode;
  end?: ReactNode;
  className?: string | undefined;
}) {
  return (
    <div
      className={classNames(
        'flex flex-wrap items-center gap-2 px-7 pt-4 pb-3.5 max-tablet:px-4 max-tablet:pt-3',
        className,
      )}
    >
      {children}
      {end && <div className="ml-auto flex items-center gap-2 max-tablet:ml-0">{end}</div>}
    </div>
  );
}
