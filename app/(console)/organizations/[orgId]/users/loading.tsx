import { Skeleton, TableSkeleton } from '@/components/ui/skeleton';

/** The shape of the list while it is on its way. */
export default function Loading() {
  return (
    <>
      <div className="flex flex-wrap gap-2 px-7 py-3.5 max-tablet:px-4" aria-hidden="true">
        <Skeleton className="h-[34px] w-[300px] rounded-md max-tablet:w-full" />
        <Skeleton className="h-[34px] w-20 rounded-md" />
        <Skeleton className="h-[34px] w-16 rounded-md" />
        <Skeleton className="h-[34px] w-20 rounded-md" />
      </div>
      <TableSkeleton rows={8} columns={4} />
    </>
  );
}
