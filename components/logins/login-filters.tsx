import { ListClear } from '../lists/list-clear';
import { ListDateFilter } from '../lists/list-date-filter';
import { ListExport } from '../lists/list-export';
import { ListFilter } from '../lists/list-filter';
import { ListSearch } from '../lists/list-search';
import { ListToolbar } from '../lists/list-toolbar';
import type { FilterOption } from '../ui/filter-chip';
import { loginFilters } from './login-view';
import { loginMethodOptions, loginStateOptions } from './login-words';

export type LoginFiltersProps = {
  /** The connections to choose from; none where the log is of one connection, or of many organizations. */
  connections?: readonly FilterOption[] | undefined;
  /** Where the whole of it can be downloaded. */
  hasExport?: boolean | undefined;
  /** Whether there is but one way in: the log of a connection. */
  isOneWay?: boolean | undefined;
  isFiltered: boolean;
  /** Today as the server has it, `2026-11-22`. */
  today: string;
};

/** What a login log leaves out: who, what became of it, which way, and when. */
export function LoginFilters({
  connections = [],
  hasExport,
  isOneWay,
  isFiltered,
  today,
}: LoginFiltersProps) {
  return (
    <ListToolbar end={hasExport && <ListExport />}>
      <ListSearch label="Search address or reference" />
      <ListFilter name="outcome" label="Outcome" options={loginStateOptions} />
      {!isOneWay && <ListFilter name="method" label="Method" options={loginMethodOptions} />}
      {connections.length > 0 && (
        <ListFilter name="connection" label="Connection" options={connections} exclusive />
      )}
      <ListDateFilter label="When" today={today} />
      {isFiltered && <ListClear names={loginFilters} />}
    </ListToolbar>
  );
}
