import type { RoleChoice } from '@/components/invitations/role-choice';
import { ListClear } from '@/components/lists/list-clear';
import { ListFilter } from '@/components/lists/list-filter';
import { ListSearch } from '@/components/lists/list-search';
import { ListToolbar } from '@/components/lists/list-toolbar';
import { sourceOptions, statusOptions } from '@/components/memberships/member-labels';
import { isFiltered } from '@/components/memberships/member-view';
import type { ListMembersInput } from '@/lib/memberships/member-list.schema';
import type { ScreenOrganization } from './screen-types';
import { SeatCount } from './seat-note';

export type MemberToolbarProps = {
  organization: ScreenOrganization;
  view: ListMembersInput;
  roles: readonly RoleChoice[];
};

/** What the list leaves out, and how many seats are taken. */
export function MemberToolbar({ organization, view, roles }: MemberToolbarProps) {
  const roleOptions = roles.map((role) => ({ value: role.id, label: role.displayName }));
  const seats = (
    <span className="text-ink-3 tabular-nums">
      <SeatCount organization={organization} />
    </span>
  );
  return (
    <ListToolbar end={seats}>
      <ListSearch label="Search name or address" />
      <ListFilter name="status" label="Status" options={statusOptions} />
      <ListFilter name="role" label="Role" options={roleOptions} />
      <ListFilter name="source" label="Source" options={sourceOptions} />
      {isFiltered(view) && <ListClear names={['q', 'status', 'role', 'source']} />}
    </ListToolbar>
  );
}
