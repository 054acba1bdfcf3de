import { PageHeader } from '@/components/ui/page-header';
import { TableSkeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <>
      <PageHeader title="Staff" />
      <div className="mt-4">
        <TableSkeleton rows={4} columns={3} />
      </div>
    </>
  );
}
