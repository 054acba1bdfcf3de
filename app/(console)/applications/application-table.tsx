import { RowLink } from '@/components/lists/row-link';
import { Chip } from '@/components/ui/chip';
import { DateTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { typeOfKind } from '@/lib/applications/application';
import type { ClientRecord } from '@/lib/applications/client-record';
import { typeWords } from './application-types';

/** The applications, each with its id and where people come back to. */
export function ApplicationTable({ rows }: { rows: readonly ClientRecord[] }) {
  return (
    <Table label="Applications">
      <TableHead>
        <TableHeader>Application</TableHeader>
        <TableHeader>Type</TableHeader>
        <TableHeader>Redirect address</TableHeader>
        <TableHeader className="max-desktop:hidden">Registered</TableHeader>
      </TableHead>
      <TableBody>
        {rows.map((application) => (
          <ApplicationRow key={application.clientId} application={application} />
        ))}
      </TableBody>
    </Table>
  );
}

function ApplicationRow({ application }: { application: ClientRecord }) {
  const { clientId, name, isDefault, createdAt } = application;
  return (
    <TableRow className="cursor-pointer">
      <TableCell phone="lead" className="tablet:w-[38%] tablet:max-w-0">
        <RowLink href={`/applications/${encodeURIComponent(clientId)}`}>
          <span className="min-w-0">
            <span className="flex items-center gap-2">
              <span title={name} className="truncate font-strong text-ink">
                {name}
              </span>
              {isDefault && <Chip tone="info">Default</Chip>}
            </span>
            <span className="block truncate font-mono text-[12.5px] text-ink-2">{clientId}</span>
          </span>
        </RowLink>
      </TableCell>
      <TableCell phone="trail" className="whitespace-nowrap text-ink-2 max-tablet:text-sm">
        {typeWords[typeOfKind(application) ?? 'web'].label}
      </TableCell>
      <TableCell phone="second" className="text-ink-2 tablet:max-w-64">
        <RedirectAddress addresses={application.redirectUris} />
      </TableCell>
      <TableCell className="max-desktop:hidden whitespace-nowrap text-ink-2">
        <DateTime iso={createdAt.toISOString()} />
      </TableCell>
    </TableRow>
  );
}

function RedirectAddress({ addresses: [first, ...others] }: { addresses: readonly string[] }) {
  if (!first) return <span className="text-wait text-sm">None yet: nobody can sign in</span>;
  return (
    <span className="flex min-w-0 gap-1.5 text-sm">
      <span title={first} className="truncate">
        {first}
      </span>
      {others.length > 0 && <span className="shrink-0 text-ink-3">and {others.length} more</span>}
    </span>
  );
}
