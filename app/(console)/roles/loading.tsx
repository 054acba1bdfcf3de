import { RolesSkeleton } from '@/components/roles/roles-skeleton';

export default RolesSkeleton;
