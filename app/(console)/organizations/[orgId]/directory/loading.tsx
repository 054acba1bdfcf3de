import { TableSkeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <div className="mt-6">
      <TableSkeleton rows={2} columns={3} />
    </div>
  );
}
