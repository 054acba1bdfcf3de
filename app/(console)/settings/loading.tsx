import { PageHeader } from '@/components/ui/page-header';
import { SettingsSkeleton } from '@/components/ui/settings-skeleton';

export default function Loading() {
  return (
    <>
      <PageHeader title="Settings" />
      <SettingsSkeleton />
    </>
  );
}
