import { DetailSkeleton } from '@/components/lists/detail-skeleton';

export default DetailSkeleton;
