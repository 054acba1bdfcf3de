import { Skeleton, TableSkeleton } from '../ui/skeleton';

/** The pages of roles while they load. */
export function RolesSkeleton() {
  return (
    <>
      <div className="flex flex-col gap-2 px-7 pt-6 pb-4 max-tablet:px-4" aria-hidden="true">
        <Skeleton className="h-4 w-44" />
        <Skeleton className="w-72" />
      </div>
      <TableSkeleton rows={4} columns={3} />
    </>
  );
}
