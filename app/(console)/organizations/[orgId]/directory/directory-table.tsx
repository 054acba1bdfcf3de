import { DirectoryStatus } from '@/components/directories/directory-status';
import { countWords } from '@/components/directories/directory-words';
import { RowLink } from '@/components/lists/row-link';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { directoryProviderNames } from '@/lib/directories/directory.schema';
import type { DirectoryRecord } from '@/lib/directories/directory-record';

type DirectoryTableProps = {
  directories: readonly DirectoryRecord[];
  /** The server's clock, as ISO text. */
  now: string;
};

/** The directories of an organization, each with how many it has sent, and when it was heard last. */
export function DirectoryTable({ directories, now }: DirectoryTableProps) {
  return (
    <Table label="Directories">
      <TableHead>
        <TableHeader>Directory</TableHeader>
        <TableHeader>Status</TableHeader>
        <TableHeader align="end">Users</TableHeader>
        <TableHeader align="end">Groups</TableHeader>
        <TableHeader align="end">Last request</TableHeader>
      </TableHead>
      <TableBody>
        {directories.map((directory) => (
          <DirectoryRow key={directory.directoryId} directory={directory} now={now} />
        ))}
      </TableBody>
    </Table>
  );
}

function DirectoryRow({ directory, now }: { directory: DirectoryRecord; now: string }) {
  const { directoryId, organizationId, name, provider, userCount, groupCount } = directory;
  const heardAt = lastHeard(directory);
  const providerName = directoryProviderNames[provider];
  return (
    <TableRow className="cursor-pointer">
      <TableCell phone="lead" className="tablet:w-[32%] tablet:max-w-0">
        <RowLink href={`/organizations/${organizationId}/directory/${directoryId}`}>
          <span className="min-w-0">
            <span className="block truncate font-strong text-ink">{name}</span>
            {name !== providerName && (
              <span className="block truncate text-ink-3 text-sm">{providerName}</span>
            )}
            <span className="block truncate text-ink-3 text-sm tablet:hidden">
              {countWords(userCount, 'user')}, {countWords(groupCount, 'group').toLowerCase()}
            </span>
          </span>
        </RowLink>
      </TableCell>
      <TableCell phone="second">
        <DirectoryStatus directory={directory} />
      </TableCell>
      <TableCell align="end" className="tabular-nums">
        {userCount.toLocaleString('en')}
      </TableCell>
      <TableCell align="end" className="tabular-nums">
        {groupCount.toLocaleString('en')}
      </TableCell>
      <TableCell phone="trail" align="end" className="whitespace-nowrap text-ink-3">
        {heardAt ? <RelativeTime iso={heardAt.toISOString()} now={now} /> : 'Never'}
      </TableCell>
    </TableRow>
  );
}

/** When one of its secrets was shown last, within a minute. */
function lastHeard({ secrets }: DirectoryRecord): Date | null {
  const times = secrets.flatMap(({ lastUsedAt }) => (lastUsedAt ? [lastUsedAt.getTime()] : []));
  return times.length > 0 ? new Date(Math.max(...times)) : null;
}
