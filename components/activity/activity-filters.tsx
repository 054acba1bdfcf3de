'use client';

import { X } from 'lucide-react';
import { ListClear } from '../lists/list-clear';
import { ListDateFilter } from '../lists/list-date-filter';
import { ListExport } from '../lists/list-export';
import { ListFilter } from '../lists/list-filter';
import { ListSearch } from '../lists/list-search';
import { ListToolbar } from '../lists/list-toolbar';
import { useListAddress } from '../lists/use-list-address';
import { CHIP_CLASS_NAMES, type FilterOption } from '../ui/filter-chip';
import { activityFilters } from './activity-view';

export type ActivityFiltersProps = {
  actions: readonly FilterOption[];
  /** Whose doings alone are shown, where they are. */
  actorName: string | null;
  isFiltered: boolean;
  /** Today as the server has it, `2026-11-22`. */
  today: string;
};

/** What a log leaves out: by whom or what it is about, what happened, who did it, and when. */
export function ActivityFilters({ actions, actorName, isFiltered, today }: ActivityFiltersProps) {
  return (
    <ListToolbar end={<ListExport />}>
      <ListSearch name="target" label="Search address or name" />
      <ListFilter name="action" label="What" options={actions} />
      <ListDateFilter label="When" today={today} />
      {actorName && <ActorChip name={actorName} />}
      {isFiltered && <ListClear names={activityFilters} />}
    </ListToolbar>
  );
}

/** Set by pressing a name in the log. */
function ActorChip({ name }: { name: string }) {
  const { change } = useListAddress();
  return (
    <span data-set="true" className={CHIP_CLASS_NAMES}>
      <span className="truncate pr-1 pl-2.5 font-medium">By: {name}</span>
      <button
        type="button"
        aria-label="Show what everybody did"
        onClick={() => change({ actor: null })}
        className="mr-1 grid size-6 shrink-0 place-items-center rounded-sm text-ink-3 hover:bg-line hover:text-ink"
      >
        <X aria-hidden="true" className="size-3.5" />
      </button>
    </span>
  );
}
