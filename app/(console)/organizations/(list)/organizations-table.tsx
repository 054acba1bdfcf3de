import { type ListAddress, sortHeading } from '@/components/lists/list-address';
import { RowLink } from '@/components/lists/row-link';
import { OrganizationName } from '@/components/organizations/organization-name';
import { SeatsUsed } from '@/components/organizations/seats-used';
import { Link } from '@/components/ui/link';
import { DateTime } from '@/components/ui/relative-time';
import { Status } from '@/components/ui/status';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import {
  type FeatureState,
  type OrganizationRow,
  pendingCountMaximum,
} from '@/lib/organizations/list-organizations';
import type { ListOrganizationsInput } from '@/lib/organizations/organization-list.schema';

export type OrganizationsTableProps = {
  rows: readonly OrganizationRow[];
  address: ListAddress;
  order: Pick<ListOrganizationsInput, 'sort' | 'direction'>;
};

/** A page of all organizations, for staff. */
export function OrganizationsTable({ rows, address, order }: OrganizationsTableProps) {
  return (
    <Table label="Organizations">
      <TableHead>
        <TableHeader {...sortHeading(address, order, 'name')}>Organization</TableHeader>
        <TableHeader {...sortHeading(address, order, 'people', 'desc')}>Users</TableHeader>
        <TableHeader>Not joined yet</TableHeader>
        <TableHeader>SSO</TableHeader>
        <TableHeader>SCIM</TableHeader>
        <TableHeader {...sortHeading(address, order, 'created', 'desc')}>Created</TableHeader>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <OrganizationTableRow key={row.id} row={row} />
        ))}
      </TableBody>
    </Table>
  );
}

function OrganizationTableRow({ row }: { row: OrganizationRow }) {
  const users = `/organizations/${row.id}/users`;
  return (
    <TableRow className="cursor-pointer">
      <TableCell phone="lead" className="tablet:w-[44%] tablet:max-w-0">
        <RowLink href={users}>
          <OrganizationName name={row.name} detail={row.externalId} />
        </RowLink>
      </TableCell>
      <TableCell phone="trail" className="tabular-nums">
        <SeatsUsed used={row.seatsUsed} cap={row.seatsCap} />
      </TableCell>
      <TableCell phone="second" className="tabular-nums">
        <PendingLink count={row.pendingCount} href={`${users}?status=pending,expired`} />
      </TableCell>
      <TableCell>
        <FeatureStatus state={row.sso} />
      </TableCell>
      <TableCell>
        <FeatureStatus state={row.scim} />
      </TableCell>
      <TableCell phone="second-trail" className="whitespace-nowrap text-ink-3">
        <DateTime iso={row.createdAt.toISOString()} />
      </TableCell>
    </TableRow>
  );
}

function FeatureStatus({ state }: { state: FeatureState }) {
  if (state === 'none') return <span className="text-ink-3">–</span>;
  return state === 'on' ? <Status tone="ok">On</Status> : <Status tone="off">Off</Status>;
}

function PendingLink({ count, href }: { count: number; href: string }) {
  if (count === 0) return <span className="text-ink-3 max-tablet:hidden">–</span>;
  const shown = count >= pendingCountMaximum ? `${pendingCountMaximum} or more` : String(count);
  return (
    <Link
      href={href}
      className="inline-flex min-h-6 items-center rounded-xs text-ink-2 underline-offset-2 hover:text-ink hover:underline"
    >
      {shown}
      <span className="ml-1 tablet:sr-only">not joined yet</span>
    </Link>
  );
}
