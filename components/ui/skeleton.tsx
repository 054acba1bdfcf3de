import { classNames } from './class-names';

/** A grey bar where text will be; hidden from readers. Its size comes from `className`. */
export function Skeleton({ className }: { className?: string | undefined }) {
  return (
    <span
      aria-hidden="true"
      className={classNames('block h-3 animate-shimmer rounded-xs bg-line', className)}
    />
  );
}

const WIDTHS = ['w-40', 'w-32', 'w-48', 'w-36', 'w-44', 'w-28'];

/**
 * Rows of a list while it loads, of the same height as the real ones. Says "Loading" to readers once.
 * `columns` is how many short bars follow the first cell on a desk.
 */
export function TableSkeleton({ rows = 8, columns = 4 }: { rows?: number; columns?: number }) {
  return (
    <div role="status" className="border-line border-t">
      <span className="sr-only">Loading</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars are all alike
        <div key={row} className="flex items-center gap-6 border-line border-b px-7 py-[9px] max-tablet:px-4">
          <div className="flex grow items-center gap-[11px]">
            <Skeleton className="size-7 rounded-full" />
            <div className="flex h-[38px] flex-col justify-center gap-2">
              <Skeleton className={WIDTHS[row % WIDTHS.length]} />
              <Skeleton className={classNames('h-2.5', WIDTHS[(row + 2) % WIDTHS.length])} />
            </div>
          </div>
          {Array.from({ length: columns }, (_, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the bars are all alike
            <Skeleton key={column} className="w-20 max-tablet:hidden" />
          ))}
        </div>
      ))}
    </div>
  );
}
