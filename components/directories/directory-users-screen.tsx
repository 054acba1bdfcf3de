import { SearchX, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DirectoryRecord } from '@/lib/directories/directory-record';
import type { DirectoryUserRow } from '@/lib/directories/list-directory-users';
import type { CountedPage } from '@/lib/lists/list-records';
import { firstOf, type ListAddress } from '../lists/list-address';
import { ListClear } from '../lists/list-clear';
import { ListPages } from '../lists/list-pages';
import { ListSearch } from '../lists/list-search';
import { ListToolbar } from '../lists/list-toolbar';
import { ListRows, ListTransition } from '../lists/list-transition';
import { ButtonLink } from '../ui/button';
import { Chip } from '../ui/chip';
import { Link } from '../ui/link';
import { EmptyState } from '../ui/notice-state';
import { RelativeTime } from '../ui/relative-time';
import { Status } from '../ui/status';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../ui/table';
import { countWords, firstStep, noMemberWords, personName } from './directory-words';

export type DirectoryUsersScreenProps = {
  directory: DirectoryRecord;
  /** Where the directory is set up. */
  overviewHref: string;
  address: ListAddress;
  page: CountedPage<DirectoryUserRow>;
  /** How many rows a full page has. */
  size: number;
  /** The Users tab of the organization. */
  membersHref: string;
  /** The server's clock, as ISO text. */
  now: string;
  children?: ReactNode;
};

/** Whom a directory knows, in the order in which it sent them, or the members of one of its groups. */
export function DirectoryUsersScreen(props: DirectoryUsersScreenProps) {
  const { address, page, size, children } = props;
  const { q, group } = address.parameters;
  const isFiltered = Boolean(firstOf(q) || firstOf(group));
  const groupName = page.rows[0]?.groups.find(({ id }) => id === firstOf(group))?.displayName;
  return (
    <ListTransition>
      <ListToolbar end={<span className="text-ink-3">{countWords(page.total, 'user')}</span>}>
        <ListSearch label="Search user name or address" />
        {groupName && (
          <Chip title={groupName} className="min-w-0 tablet:max-w-96">
            Members of {groupName}
          </Chip>
        )}
        {isFiltered && <ListClear names={['q', 'group']} />}
      </ListToolbar>
      <ListRows>
        {page.rows.length > 0 ? <UsersTable {...props} /> : <NoUsers {...props} isFiltered={isFiltered} />}
      </ListRows>
      <ListPages address={address} page={page} size={size}>
        {children}
      </ListPages>
    </ListTransition>
  );
}

function UsersTable({ page, membersHref, now }: DirectoryUsersScreenProps) {
  return (
    <Table label="Users of the directory">
      <TableHead>
        <TableHeader>User</TableHeader>
        <TableHeader>Status</TableHeader>
        <TableHeader>Groups</TableHeader>
        <TableHeader align="end">Last change</TableHeader>
      </TableHead>
      <TableBody>
        {page.rows.map((user) => (
          <UserRow key={user.id} user={user} membersHref={membersHref} now={now} />
        ))}
      </TableBody>
    </Table>
  );
}

type UserRowProps = Pick<DirectoryUsersScreenProps, 'membersHref' | 'now'> & { user: DirectoryUserRow };

function UserRow({ user, membersHref, now }: UserRowProps) {
  const { groups, updatedAt } = user;
  const names = groups.map(({ displayName }) => displayName).join(', ');
  return (
    <TableRow>
      <TableCell phone="lead" className="tablet:w-[36%] tablet:max-w-0">
        <WhoItIs user={user} membersHref={membersHref} />
      </TableCell>
      <TableCell phone="second">
        <UserStatus user={user} />
      </TableCell>
      <TableCell className="tablet:w-[34%] tablet:max-w-0">
        <span title={names} className="block truncate text-ink-2">
          {names || '–'}
        </span>
      </TableCell>
      <TableCell phone="trail" align="end" className="whitespace-nowrap text-ink-3">
        <RelativeTime iso={updatedAt.toISOString()} now={now} />
      </TableCell>
    </TableRow>
  );
}

/** What they are called, which leads to the member that they are here, and what they log in with there. */
function WhoItIs({ user, membersHref }: Pick<UserRowProps, 'user' | 'membersHref'>) {
  const { userName, email, membershipId, resource } = user;
  const title = personName(resource) ?? userName;
  const details = [userName, email].filter(
    (text, index, all) => text && text !== title && all.indexOf(text) === index,
  );
  return (
    <>
      {membershipId && email ? (
        <Link
          href={`${membersHref}?q=${encodeURIComponent(email)}`}
          title="See them under Users"
          className="block min-h-6 truncate font-strong text-ink leading-6 hover:underline"
        >
          {title}
        </Link>
      ) : (
        <span className="block truncate font-strong text-ink">{title}</span>
      )}
      {details.length > 0 && (
        <span title={details.join(', ')} className="block truncate text-ink-3 text-sm">
          {details.join(', ')}
        </span>
      )}
    </>
  );
}

/** What the directory says of them, and why they are no member by it. */
function UserStatus({ user }: Pick<UserRowProps, 'user'>) {
  return (
    <Status tone={user.active ? 'ok' : 'off'} note={noMemberWords(user)}>
      {user.active ? 'Active' : 'Inactive'}
    </Status>
  );
}

type NoUsersProps = DirectoryUsersScreenProps & { isFiltered: boolean };

function NoUsers({ directory, overviewHref, address, now, isFiltered }: NoUsersProps) {
  const { path, parameters } = address;
  const isEmptyGroup = Boolean(firstOf(parameters.group) && !firstOf(parameters.q));
  if (!isFiltered) {
    return (
      <EmptyState
        icon={<Users />}
        title="The directory has sent nobody yet"
        actions={<ButtonLink href={overviewHref}>Go to the set-up</ButtonLink>}
      >
        {firstStep(directory, now)} Whom you assign there stands here within moments.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<SearchX />}
      title={isEmptyGroup ? 'The group has no members' : 'Nobody matches'}
      actions={<ButtonLink href={path}>Show all users</ButtonLink>}
    >
      {isEmptyGroup
        ? 'Add somebody to it there: they stand here within moments.'
        : 'The search finds parts of a name or of an address. One or two characters find how a user name begins.'}
    </EmptyState>
  );
}
