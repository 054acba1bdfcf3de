import { TableSkeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <div className="mt-6">
      <TableSkeleton rows={3} columns={2} />
    </div>
  );
}
