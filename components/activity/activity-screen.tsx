import { History, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ActivityRow } from '@/lib/audit/list-activity';
import type { Page } from '@/lib/lists/keyset';
import { firstOf, type ListAddress } from '../lists/list-address';
import { ListPages } from '../lists/list-pages';
import { ListRows, ListTransition } from '../lists/list-transition';
import { ButtonLink } from '../ui/button';
import type { FilterOption } from '../ui/filter-chip';
import { EmptyState } from '../ui/notice-state';
import { ActivityFilters } from './activity-filters';
import { ActivityTable } from './activity-table';
import { isActivityFiltered } from './activity-view';

export type ActivityScreenProps = {
  address: ListAddress;
  page: Page<ActivityRow>;
  /** How many rows a full page has. */
  size: number;
  actions: readonly FilterOption[];
  now: Date;
  showOrganization?: boolean;
  /** At the start of the line under the list: whether it is live. */
  children?: ReactNode;
};

/** A log: what it leaves out, what happened, and its pages. */
export function ActivityScreen({
  address,
  page,
  size,
  actions,
  now,
  children,
  ...rest
}: ActivityScreenProps) {
  const isFiltered = isActivityFiltered(address.parameters);
  const actorId = firstOf(address.parameters.actor);
  const actor = page.rows.find((event) => event.actorId === actorId);
  return (
    <ListTransition>
      <ActivityFilters
        actions={actions}
        actorName={actorId ? (actor?.actorName ?? 'one person') : null}
        isFiltered={isFiltered}
        today={now.toISOString().slice(0, 10)}
      />
      <ListRows>
        {page.rows.length > 0 ? (
          <ActivityTable rows={page.rows} address={address} now={now.toISOString()} {...rest} />
        ) : (
          <NothingHappened path={address.path} isFiltered={isFiltered} />
        )}
      </ListRows>
      <ListPages address={address} page={page} size={size}>
        {children}
      </ListPages>
    </ListTransition>
  );
}

function NothingHappened({ path, isFiltered }: { path: string; isFiltered: boolean }) {
  if (!isFiltered) {
    return (
      <EmptyState icon={<History />} title="Nothing happened yet">
        Every invitation, change and removal is written down here: who did it, when, and what it was before.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<SearchX />}
      title="Nothing matches"
      actions={<ButtonLink href={path}>Show everything</ButtonLink>}
    >
      Take a filter away, or look at other days.
    </EmptyState>
  );
}
