import { formatDuration } from '@/components/organizations/duration-text';
import { DescriptionList } from '@/components/ui/description-list';
import type { WorkspaceSettings } from '@/lib/workspace/get-workspace';

/** The settings for who may see but not change them. */
export function SettingsFacts({ workspace }: { workspace: WorkspaceSettings }) {
  const { applicationName, supportAddress, mailFromName, mailFromAddress, seatsDefault } = workspace;
  const { invitationTtlSeconds, blockPublicDomains, blockDisposableDomains } = workspace;
  const blocked = [blockPublicDomains && 'public', blockDisposableDomains && 'disposable'].filter(Boolean);
  return (
    <div className="max-w-[720px] px-7 pt-5 max-tablet:px-4">
      <DescriptionList
        items={[
          { term: 'Product', value: applicationName },
          { term: 'Support address', value: supportAddress ?? 'None' },
          { term: 'Sender of mail', value: mailFromName ?? 'As configured' },
          { term: 'Address of the sender', value: mailFromAddress ?? 'As configured' },
          { term: 'Invitations open for', value: formatDuration(invitationTtlSeconds) },
          { term: 'Blocked mail domains', value: blocked.length > 0 ? blocked.join(' and ') : 'None' },
          { term: 'Seats of new organizations', value: seatsDefault?.toLocaleString('en') ?? 'No limit' },
        ]}
      />
      <p className="mt-3 text-ink-3">Admins and owners of the staff can change them.</p>
    </div>
  );
}
