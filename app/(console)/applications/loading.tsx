import { PageHeader } from '@/components/ui/page-header';
import { TableSkeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <>
      <PageHeader title="Applications" />
      <div className="mt-4">
        <TableSkeleton rows={3} columns={3} />
      </div>
    </>
  );
}
