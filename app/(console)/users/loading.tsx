import { ListSkeleton } from '@/components/lists/list-skeleton';

export default function Loading() {
  return <ListSkeleton title="Users" columns={4} />;
}
