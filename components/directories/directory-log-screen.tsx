import { ScrollText, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DirectoryRecord } from '@/lib/directories/directory-record';
import type { DirectoryRequestRow } from '@/lib/directories/list-directory-requests';
import type { Page } from '@/lib/lists/keyset';
import type { ListAddress } from '../lists/list-address';
import { ListClear } from '../lists/list-clear';
import { ListFilter } from '../lists/list-filter';
import { ListPages } from '../lists/list-pages';
import { ListSearch } from '../lists/list-search';
import { ListToolbar } from '../lists/list-toolbar';
import { ListRows, ListTransition } from '../lists/list-transition';
import { ButtonLink } from '../ui/button';
import { EmptyState } from '../ui/notice-state';
import { DirectoryLogTable } from './directory-log-table';
import { isLogFiltered, logFilters } from './directory-views';
import { firstStep, outcomeOptions, subjectOptions } from './directory-words';

export type DirectoryLogScreenProps = {
  directory: DirectoryRecord;
  /** Where the directory is set up. */
  overviewHref: string;
  address: ListAddress;
  page: Page<DirectoryRequestRow>;
  /** How many rows a full page has. */
  size: number;
  /** The server's clock, as ISO text. */
  now: string;
  /** At the start of the line under the list: whether it is live. */
  children?: ReactNode;
};

/** The whole log of a directory: what it leaves out, what was asked for and what came of it, and its pages. */
export function DirectoryLogScreen(props: DirectoryLogScreenProps) {
  const { address, page, size, now, children } = props;
  const isFiltered = isLogFiltered(address.parameters);
  return (
    <ListTransition>
      <ListToolbar>
        <ListSearch label="Search whom or why" />
        <ListFilter name="outcome" label="Outcome" options={outcomeOptions} />
        <ListFilter name="about" label="About" options={subjectOptions} exclusive />
        {isFiltered && <ListClear names={logFilters} />}
      </ListToolbar>
      <ListRows>
        {page.rows.length > 0 ? (
          <DirectoryLogTable rows={page.rows} now={now} />
        ) : (
          <NothingSent {...props} isFiltered={isFiltered} />
        )}
      </ListRows>
      <ListPages address={address} page={page} size={size}>
        {children}
      </ListPages>
    </ListTransition>
  );
}

type NothingSentProps = DirectoryLogScreenProps & { isFiltered: boolean };

function NothingSent({ directory, overviewHref, address, now, isFiltered }: NothingSentProps) {
  if (!isFiltered) {
    return (
      <EmptyState
        icon={<ScrollText />}
        title="The directory has sent nothing yet"
        actions={<ButtonLink href={overviewHref}>Go to the set-up</ButtonLink>}
      >
        {firstStep(directory, now)} Every change stands here for 30 days, and every refusal with what to do.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<SearchX />}
      title="Nothing matches"
      actions={<ButtonLink href={address.path}>Show the whole log</ButtonLink>}
    >
      The search finds parts of a user or group, and of a refusal. The log is kept for 30 days.
    </EmptyState>
  );
}
