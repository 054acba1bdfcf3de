'use client';

import { useEffect, useRef, useState } from 'react';
import type { RoleChoice } from '@/components/invitations/role-choice';
import { sourceOptions, statusOptions } from '@/components/memberships/member-labels';
import { isFiltered, type MemberView, type MemberViewChanges } from '@/components/memberships/member-view';
import { Button } from '@/components/ui/button';
import { FilterChip } from '@/components/ui/filter-chip';
import { SearchBox } from '@/components/ui/search-box';
import { listMembersSchema } from '@/lib/memberships/member-list.schema';
import type { ScreenOrganization } from './screen-types';
import { SeatCount } from './seat-note';
import type { ViewNavigation } from './use-view-navigation';

export type MemberToolbarProps = {
  organization: ScreenOrganization;
  view: MemberView;
  roles: readonly RoleChoice[];
  navigation: ViewNavigation;
};

/** What the list leaves out, and how many seats are taken. */
export function MemberToolbar({ organization, view, roles, navigation }: MemberToolbarProps) {
  const { show } = navigation;
  return (
    <div className="flex flex-wrap items-center gap-2 px-7 py-3.5 max-tablet:px-4">
      <MemberSearch view={view} navigation={navigation} />
      <FilterChip
        label="Status"
        options={statusOptions}
        selected={view.statuses}
        onChange={(values) => show(parsed({ statuses: values }))}
      />
      <FilterChip
        label="Role"
        options={roles.map((role) => ({ value: role.id, label: role.displayName }))}
        selected={view.roleIds}
        onChange={(values) => show(parsed({ roleIds: values }))}
      />
      <FilterChip
        label="Source"
        options={sourceOptions}
        selected={view.sources}
        onChange={(values) => show(parsed({ sources: values }))}
      />
      {isFiltered(view) && (
        <Button variant="ghost" onClick={() => show({ search: '', statuses: [], roleIds: [], sources: [] })}>
          Clear all
        </Button>
      )}
      <span className="grow" />
      <span className="text-ink-3 tabular-nums">
        <SeatCount organization={organization} />
      </span>
    </div>
  );
}

const typingMilliseconds = 200;

/** Searches while one types; the address follows when the typing pauses. */
function MemberSearch({ view, navigation }: Pick<MemberToolbarProps, 'view' | 'navigation'>) {
  const [typed, setTyped] = useState(view.search);
  const sent = useRef(view.search);
  const { replace, pending } = navigation;
  const send = useRef(replace);
  useEffect(() => {
    send.current = replace;
  });
  // The address changed by other means: Back, or "Clear all".
  useEffect(() => {
    if (view.search === sent.current) return;
    sent.current = view.search;
    setTyped(view.search);
  }, [view.search]);
  useEffect(() => {
    const search = typed.trim();
    if (search === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = search;
      send.current({ search });
    }, typingMilliseconds);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <SearchBox label="Search name or address" value={typed} onValueChange={setTyped} pending={pending} />
  );
}

/** The chosen values in the types of the list; the options come from the same lists, so nothing is lost. */
function parsed(changes: { statuses?: string[]; roleIds?: string[]; sources?: string[] }): MemberViewChanges {
  const { statuses, roleIds, sources } = listMembersSchema.shape;
  return {
    ...(changes.statuses && { statuses: statuses.parse(changes.statuses) }),
    ...(changes.roleIds && { roleIds: roleIds.parse(changes.roleIds) }),
    ...(changes.sources && { sources: sources.parse(changes.sources) }),
  };
}
