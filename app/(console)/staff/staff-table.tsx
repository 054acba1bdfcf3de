'use client';

import { History, ShieldCheck, UserMinus, UserRound } from 'lucide-react';
import { RowLink } from '@/components/lists/row-link';
import { staffRoleLabel } from '@/components/staff/staff-roles';
import { staffLabel } from '@/components/staff/staff-viewer';
import { ActionsMenu } from '@/components/ui/actions-menu';
import { Chip } from '@/components/ui/chip';
import { MenuItem, MenuSeparator } from '@/components/ui/dropdown-menu';
import { Identity } from '@/components/ui/identity';
import { DateTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { LastLogin } from '@/components/users/last-login';
import type { StaffRow } from '@/lib/staff/list-staff';

export type StaffTableProps = {
  rows: readonly StaffRow[];
  viewerId: string;
  now: string;
  /** Whether the viewer may change or remove them. */
  mayTouch: (person: StaffRow) => boolean;
  onChangeRole: (person: StaffRow) => void;
  onRemove: (person: StaffRow) => void;
};

/** Everyone on the staff; each leads to their own page. */
export function StaffTable({ rows, ...rest }: StaffTableProps) {
  return (
    <Table label="Staff">
      <TableHead>
        <TableHeader>Person</TableHeader>
        <TableHeader>Role</TableHeader>
        <TableHeader>Last login</TableHeader>
        <TableHeader className="max-desktop:hidden">Added</TableHeader>
        <TableHeader>
          <span className="sr-only">Actions</span>
        </TableHeader>
      </TableHead>
      <TableBody>
        {rows.map((person) => (
          <StaffTableRow key={person.userId} person={person} {...rest} />
        ))}
      </TableBody>
    </Table>
  );
}

type StaffTableRowProps = Omit<StaffTableProps, 'rows'> & { person: StaffRow };

function StaffTableRow({ person, viewerId, now, ...rest }: StaffTableRowProps) {
  return (
    <TableRow className="cursor-pointer">
      <TableCell phone="lead" className="tablet:w-[40%] tablet:max-w-0">
        <RowLink href={`/users/${person.userId}`}>
          <Identity
            title={staffLabel(person)}
            avatar={person.name ?? '·'}
            detail={detailOf(person, viewerId)}
          />
        </RowLink>
      </TableCell>
      <TableCell phone="trail">
        <Chip>{staffRoleLabel(person.role)}</Chip>
      </TableCell>
      <TableCell
        phone="second"
        className="whitespace-nowrap text-ink-2 max-tablet:pl-[39px] max-tablet:text-sm"
      >
        <LastLogin at={person.lastLoginAt} now={now} />
      </TableCell>
      <TableCell className="max-desktop:hidden text-ink-2">
        <DateTime iso={person.addedAt.toISOString()} className="whitespace-nowrap" />
        {person.addedByName && (
          <span className="block max-w-48 truncate text-ink-3 text-sm">by {person.addedByName}</span>
        )}
      </TableCell>
      <TableCell phone="menu" align="end" className="w-14">
        <StaffMenu person={person} {...rest} />
      </TableCell>
    </TableRow>
  );
}

/** "You" first: a long address is cut at its end. */
function detailOf({ userId, name, email }: StaffRow, viewerId: string): string {
  if (userId === viewerId) return name ? `You · ${email}` : 'You';
  return name ? email : 'No name yet';
}

function StaffMenu({
  person,
  mayTouch,
  onChangeRole,
  onRemove,
}: Pick<StaffTableRowProps, 'person' | 'mayTouch' | 'onChangeRole' | 'onRemove'>) {
  if (!mayTouch(person)) return null;
  return (
    <ActionsMenu subject={staffLabel(person)}>
      <MenuItem icon={<ShieldCheck />} onSelect={() => onChangeRole(person)}>
        Change role
      </MenuItem>
      <MenuItem icon={<UserRound />} href={`/users/${person.userId}`}>
        Show this person
      </MenuItem>
      <MenuItem icon={<History />} href={`/activity?target=${encodeURIComponent(person.email)}`}>
        History
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<UserMinus />} danger onSelect={() => onRemove(person)}>
        Remove from the staff
      </MenuItem>
    </ActionsMenu>
  );
}
