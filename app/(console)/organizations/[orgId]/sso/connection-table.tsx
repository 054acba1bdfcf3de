import { ConnectionStatus } from '@/components/connections/connection-status';
import { RowLink } from '@/components/lists/row-link';
import { Chip, ChipRow } from '@/components/ui/chip';
import { DateTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { providerNames, typeNames } from '@/lib/connections/connection.schema';
import type { ConnectionRecord } from '@/lib/connections/connection-record';

/** The connections of an organization, each with how far it is. */
export function ConnectionTable({ connections }: { connections: readonly ConnectionRecord[] }) {
  return (
    <Table label="Connections">
      <TableHead>
        <TableHeader>Connection</TableHeader>
        <TableHeader>Status</TableHeader>
        <TableHeader>Domains</TableHeader>
        <TableHeader>Created</TableHeader>
      </TableHead>
      <TableBody>
        {connections.map((connection) => (
          <ConnectionRow key={connection.connectionId} connection={connection} />
        ))}
      </TableBody>
    </Table>
  );
}

function ConnectionRow({ connection }: { connection: ConnectionRecord }) {
  const { connectionId, organizationId, name, provider, type, domains, createdAt } = connection;
  return (
    <TableRow className="cursor-pointer">
      <TableCell phone="lead" className="tablet:w-[32%] tablet:max-w-0">
        <RowLink href={`/organizations/${organizationId}/sso/${connectionId}`}>
          <span className="min-w-0">
            <span className="block truncate font-strong text-ink">{name ?? providerNames[provider]}</span>
            <span className="block truncate text-ink-3 text-sm">
              {name ? `${providerNames[provider]}, ${typeNames[type]}` : typeNames[type]}
            </span>
          </span>
        </RowLink>
      </TableCell>
      <TableCell phone="second">
        <ConnectionStatus connection={connection} />
      </TableCell>
      <TableCell>
        <Domains domains={domains} />
      </TableCell>
      <TableCell phone="trail" className="whitespace-nowrap text-ink-3">
        <DateTime iso={createdAt.toISOString()} />
      </TableCell>
    </TableRow>
  );
}

function Domains({ domains }: Pick<ConnectionRecord, 'domains'>) {
  if (domains.length === 0) return <span className="text-ink-3">–</span>;
  return (
    <ChipRow>
      {domains.map(({ domainId, domain, verified }) => (
        <Chip key={domainId} tone={verified ? 'plain' : 'wait'}>
          {domain}
        </Chip>
      ))}
    </ChipRow>
  );
}
