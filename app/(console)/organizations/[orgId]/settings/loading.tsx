import { SettingsSkeleton } from '@/components/ui/settings-skeleton';

export default SettingsSkeleton;
