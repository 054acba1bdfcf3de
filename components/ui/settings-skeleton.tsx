import { SettingsSection } from './settings-section';
import { Skeleton } from './skeleton';

/** Settings while they load. */
export function SettingsSkeleton() {
  return (
    <div role="status">
      <span className="sr-only">Loading</span>
      {['first', 'second'].map((section) => (
        <SettingsSection key={section} title={<Skeleton className="mt-1.5 w-28" />}>
          <div className="flex flex-col gap-4">
            <Skeleton className="h-[38px] rounded-md" />
            <Skeleton className="h-[38px] rounded-md" />
          </div>
        </SettingsSection>
      ))}
    </div>
  );
}
