import { SearchX, UsersRound } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DirectoryRecord } from '@/lib/directories/directory-record';
import type { DirectoryGroupRow } from '@/lib/directories/list-directory-groups';
import type { CountedPage } from '@/lib/lists/list-records';
import { firstOf, type ListAddress } from '../lists/list-address';
import { ListPages } from '../lists/list-pages';
import { ListSearch } from '../lists/list-search';
import { ListToolbar } from '../lists/list-toolbar';
import { ListRows, ListTransition } from '../lists/list-transition';
import { ButtonLink } from '../ui/button';
import { Link } from '../ui/link';
import { EmptyState } from '../ui/notice-state';
import { RelativeTime } from '../ui/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../ui/table';
import { countWords, firstStep } from './directory-words';

export type DirectoryGroupsScreenProps = {
  directory: DirectoryRecord;
  /** Where the directory is set up. */
  overviewHref: string;
  address: ListAddress;
  page: CountedPage<DirectoryGroupRow>;
  /** How many rows a full page has. */
  size: number;
  /** The list of the directory's users. */
  usersHref: string;
  /** The server's clock, as ISO text. */
  now: string;
  children?: ReactNode;
};

/** The groups of a directory, in the order in which it sent them; each leads to its members. */
export function DirectoryGroupsScreen(props: DirectoryGroupsScreenProps) {
  const { address, page, size, children } = props;
  return (
    <ListTransition>
      <ListToolbar end={<span className="text-ink-3">{countWords(page.total, 'group')}</span>}>
        <ListSearch label="Search groups" />
      </ListToolbar>
      <ListRows>
        {page.rows.length > 0 ? (
          <GroupsTable {...props} />
        ) : (
          <NoGroups {...props} isFiltered={Boolean(firstOf(address.parameters.q))} />
        )}
      </ListRows>
      <ListPages address={address} page={page} size={size}>
        {children}
      </ListPages>
    </ListTransition>
  );
}

function GroupsTable({ directory, page, usersHref, now }: DirectoryGroupsScreenProps) {
  const roles = new Map(
    directory.roleMappings.map(({ groupId, roleDisplayName }) => [groupId, roleDisplayName]),
  );
  return (
    <Table label="Groups of the directory">
      <TableHead>
        <TableHeader>Group</TableHeader>
        <TableHeader>Members</TableHeader>
        <TableHeader>Gives the role</TableHeader>
        <TableHeader align="end">Last change</TableHeader>
      </TableHead>
      <TableBody>
        {page.rows.map(({ id, displayName, memberCount, updatedAt }) => (
          <TableRow key={id}>
            <TableCell phone="lead" className="tablet:w-[40%] tablet:max-w-0">
              <Link
                href={`${usersHref}?group=${id}`}
                title={displayName}
                className="block min-h-6 truncate font-strong text-ink leading-6 hover:underline"
              >
                {displayName}
              </Link>
            </TableCell>
            <TableCell phone="second" className="text-ink-2 tabular-nums">
              {countWords(memberCount, 'member')}
            </TableCell>
            <TableCell phone="second-trail" className="text-ink-2 tablet:w-[22%] tablet:max-w-0">
              <span title={roles.get(id)} className="block truncate">
                {roles.get(id) ?? '–'}
              </span>
            </TableCell>
            <TableCell phone="trail" align="end" className="whitespace-nowrap text-ink-3">
              <RelativeTime iso={updatedAt.toISOString()} now={now} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

type NoGroupsProps = DirectoryGroupsScreenProps & { isFiltered: boolean };

function NoGroups({ directory, overviewHref, address: { path }, now, isFiltered }: NoGroupsProps) {
  if (!isFiltered) {
    return (
      <EmptyState
        icon={<UsersRound />}
        title="The directory has sent no group yet"
        actions={<ButtonLink href={overviewHref}>Go to the set-up</ButtonLink>}
      >
        {directory.userCount > 0
          ? 'Push groups there, too: they can give roles here.'
          : `${firstStep(directory, now)} Groups that it pushes can give roles.`}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<SearchX />}
      title="No group matches"
      actions={<ButtonLink href={path}>Show all groups</ButtonLink>}
    >
      The search finds parts of a group's name.
    </EmptyState>
  );
}
