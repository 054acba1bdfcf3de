import { type ListAddress, sortHeading } from '@/components/lists/list-address';
import { RowLink } from '@/components/lists/row-link';
import { staffRoleLabel } from '@/components/staff/staff-roles';
import { Chip, ChipRow } from '@/components/ui/chip';
import { Identity } from '@/components/ui/identity';
import { DateTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { LastLogin } from '@/components/users/last-login';
import type { UserRow } from '@/lib/users/list-users';
import type { ListUsersInput } from '@/lib/users/user.schema';

export type UsersTableProps = {
  rows: readonly UserRow[];
  address: ListAddress;
  order: Pick<ListUsersInput, 'sort' | 'direction'>;
  /** The server's clock, as ISO text. */
  now: string;
};

/** A page of people; each leads to their own page. */
export function UsersTable({ rows, address, order, now }: UsersTableProps) {
  return (
    <Table label="Users">
      <TableHead>
        <TableHeader {...sortHeading(address, order, 'address')}>Person</TableHeader>
        <TableHeader>Organizations</TableHeader>
        <TableHeader>Staff</TableHeader>
        <TableHeader>Last login</TableHeader>
        <TableHeader className="max-desktop:hidden" {...sortHeading(address, order, 'created', 'desc')}>
          Created
        </TableHeader>
      </TableHead>
      <TableBody>
        {rows.map((user) => (
          <UserTableRow key={user.userId} user={user} now={now} />
        ))}
      </TableBody>
    </Table>
  );
}

/** On a phone the second line is the whole of the rest. */
const PHONE_LINES =
  "max-tablet:[grid-template-areas:'lead_trail'_'second_second'] max-tablet:grid-cols-[minmax(0,1fr)_auto]";

function UserTableRow({ user, now }: { user: UserRow; now: string }) {
  const lastLogin = <LastLogin at={user.lastLoginAt} now={now} />;
  return (
    <TableRow className={`cursor-pointer ${PHONE_LINES}`}>
      <TableCell phone="lead" className="tablet:w-[36%] tablet:max-w-0">
        <RowLink href={`/users/${user.userId}`}>
          <Identity
            title={user.name ?? user.email}
            avatar={user.name ?? '·'}
            detail={user.name ? user.email : 'No name yet'}
          />
        </RowLink>
      </TableCell>
      <TableCell phone="second" className="tablet:w-[26%] tablet:max-w-0 max-tablet:pl-[39px]">
        <span className="flex items-center gap-3">
          <Organizations user={user} />
          <span className="ml-auto whitespace-nowrap text-ink-3 text-sm tablet:hidden">{lastLogin}</span>
        </span>
      </TableCell>
      <TableCell phone="trail">{user.staffRole && <Chip>{staffRoleLabel(user.staffRole)}</Chip>}</TableCell>
      <TableCell className="whitespace-nowrap text-ink-2">{lastLogin}</TableCell>
      <TableCell className="max-desktop:hidden whitespace-nowrap text-ink-2">
        <DateTime iso={user.createdAt.toISOString()} />
      </TableCell>
    </TableRow>
  );
}

/** They share one line, each cut where there is no room. */
function Organizations({ user: { organizations, organizationCount } }: { user: UserRow }) {
  const rest = organizationCount - organizations.length;
  if (organizationCount === 0) {
    return (
      <span className="text-ink-3 max-tablet:text-sm">
        <span className="max-tablet:hidden">None</span>
        <span className="tablet:hidden">No organization</span>
      </span>
    );
  }
  return (
    <ChipRow className="flex-nowrap">
      {organizations.map(({ id, name }) => (
        <Chip key={id} title={name} className="min-w-0">
          {name}
        </Chip>
      ))}
      {rest > 0 && <Chip className="shrink-0">+{rest.toLocaleString('en')}</Chip>}
    </ChipRow>
  );
}
