import { PageHeader } from '../ui/page-header';
import { Skeleton, TableSkeleton } from '../ui/skeleton';
import { ListToolbar } from './list-toolbar';

export type ListSkeletonProps = {
  /** The heading, where the page has one of its own. */
  title?: string | undefined;
  columns?: number;
};

/** A page with a list while it loads, drawn where the real one will stand. */
export function ListSkeleton({ title, columns = 4 }: ListSkeletonProps) {
  return (
    <>
      {title && <PageHeader title={title} />}
      <ListToolbar>
        <Skeleton className="h-[34px] w-[300px] rounded-md max-tablet:w-full" />
      </ListToolbar>
      <TableSkeleton columns={columns} />
    </>
  );
}
