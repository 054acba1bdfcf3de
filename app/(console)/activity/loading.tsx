import { ListSkeleton } from '@/components/lists/list-skeleton';

export default function Loading() {
  return <ListSkeleton title="Activity" columns={3} />;
}
