import { PageHeader } from '@/components/ui/page-header';
import { TableSkeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <>
      <PageHeader title="Webhooks" />
      <div className="mt-4">
        <TableSkeleton rows={3} columns={3} />
      </div>
    </>
  );
}
