import { PageHeader } from '@/components/ui/page-header';
import { TableSkeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <>
      <PageHeader title="API credentials" />
      <div className="mt-4">
        <TableSkeleton rows={3} columns={2} />
      </div>
    </>
  );
}
