import { Skeleton } from '../ui/skeleton';

const widths = ['w-56', 'w-40', 'w-64', 'w-32', 'w-48'];

/** The page of one row of a list while it loads: its heading and its facts. */
export function DetailSkeleton() {
  return (
    <div role="status" className="px-7 pt-4 max-tablet:px-4">
      <span className="sr-only">Loading</span>
      <Skeleton className="h-2.5 w-32" />
      <Skeleton className="mt-4 h-5 w-60" />
      <Skeleton className="mt-3 w-80 max-w-full" />
      <div className="mt-8 max-w-[640px] divide-y divide-line border-line border-y">
        {widths.map((width) => (
          <div key={width} className="flex h-10 items-center gap-6">
            <Skeleton className="w-24 shrink-0" />
            <Skeleton className={width} />
          </div>
        ))}
      </div>
    </div>
  );
}
