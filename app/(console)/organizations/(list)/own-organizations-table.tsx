import { RowLink } from '@/components/lists/row-link';
import { OrganizationName } from '@/components/organizations/organization-name';
import { Chip, ChipRow } from '@/components/ui/chip';
import { DateTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { OwnOrganization } from '@/lib/organizations/list-own-organizations';

/** The organizations that somebody who is not staff looks after. */
export function OwnOrganizationsTable({ rows }: { rows: readonly OwnOrganization[] }) {
  return (
    <Table label="Your organizations">
      <TableHead>
        <TableHeader>Organization</TableHeader>
        <TableHeader>Your roles</TableHeader>
        <TableHeader>Joined</TableHeader>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <OwnOrganizationRow key={row.organizationId} row={row} />
        ))}
      </TableBody>
    </Table>
  );
}

function OwnOrganizationRow({ row }: { row: OwnOrganization }) {
  return (
    <TableRow className="cursor-pointer">
      <TableCell phone="lead" className="tablet:w-1/2 tablet:max-w-0">
        <RowLink href={`/organizations/${row.organizationId}/users`}>
          <OrganizationName name={row.name} />
        </RowLink>
      </TableCell>
      <TableCell phone="second">
        <ChipRow>
          {row.roles.map((role) => (
            <Chip key={role}>{role}</Chip>
          ))}
        </ChipRow>
      </TableCell>
      <TableCell phone="second-trail" className="text-ink-3">
        {row.joinedAt && <DateTime iso={row.joinedAt.toISOString()} />}
      </TableCell>
    </TableRow>
  );
}
