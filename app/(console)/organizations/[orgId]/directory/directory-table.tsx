import { DirectoryStatus } from '@/components/directories/directory-status';
import { RowLink } from '@/components/lists/row-link';
import { DateTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { directoryProviderNames } from '@/lib/directories/directory.schema';
import type { DirectoryRecord } from '@/lib/directories/directory-record';

/** The directories of an organization, each with how many it has sent. */
export function DirectoryTable({ directories }: { directories: readonly DirectoryRecord[] }) {
  return (
    <Table label="Directories">
      <TableHead>
        <TableHeader>Directory</TableHeader>
        <TableHeader>Status</TableHeader>
        <TableHeader align="end">Users</TableHeader>
        <TableHeader align="end">Groups</TableHeader>
        <TableHeader>Created</TableHeader>
      </TableHead>
      <TableBody>
        {directories.map((directory) => (
          <DirectoryRow key={directory.directoryId} directory={directory} />
        ))}
      </TableBody>
    </Table>
  );
}

function DirectoryRow({ directory }: { directory: DirectoryRecord }) {
  const { directoryId, organizationId, name, provider, userCount, groupCount, createdAt } = directory;
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
      <TableCell phone="trail" className="whitespace-nowrap text-ink-3">
        <DateTime iso={createdAt.toISOString()} />
      </TableCell>
    </TableRow>
  );
}
