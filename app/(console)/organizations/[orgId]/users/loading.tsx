import { ListSkeleton } from '@/components/lists/list-skeleton';

/** The shape of the list while it is on its way. */
export default function Loading() {
  return <ListSkeleton columns={5} />;
}
