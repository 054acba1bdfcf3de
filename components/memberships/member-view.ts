import {
  type ListMembersInput,
  listMembersSchema,
  type MemberSort,
} from '@/lib/memberships/member-list.schema';

export type AddressParameters = Readonly<Record<string, string | string[] | undefined>>;

/** What of an organization's people is shown: all of it stands in the address, so that it can be shared. */
export type MemberView = ListMembersInput & {
  /** The number of the page's first row, for the line under the list. */
  readonly from: number;
};

export type MemberViewChanges = Partial<Omit<MemberView, 'organizationId'>>;

const naturalDirection: Record<MemberSort, 'asc' | 'desc'> = { joined: 'desc', person: 'asc', seen: 'desc' };

/** Reads an address; what makes no sense in it counts as not set. Throws only for an id that cannot exist. */
export function readMemberView(organizationId: string, parameters: AddressParameters): MemberView {
  const sort = listMembersSchema.shape.sort.parse(first(parameters.sort));
  const input = listMembersSchema.parse({
    organizationId,
    search: first(parameters.q),
    statuses: listed(parameters.status),
    roleIds: listed(parameters.role),
    sources: listed(parameters.source),
    sort,
    direction: first(parameters.order) ?? naturalDirection[sort],
    cursor: first(parameters.cursor),
  });
  const from = Number(first(parameters.from));
  return { ...input, from: input.cursor && Number.isSafeInteger(from) && from > 0 ? from : 1 };
}

/** The address of the view with some of it changed. Only a new cursor stays on a page: all else begins at the first. */
export function memberViewHref(path: string, view: MemberView, changes: MemberViewChanges = {}): string {
  const query = memberViewQuery({ ...view, cursor: null, from: 1, ...changes });
  return query ? `${path}?${query}` : path;
}

/** The part of the address after the question mark; empty for the plain list. */
export function memberViewQuery(view: MemberView): string {
  const parameters: [string, string][] = [
    ['q', view.search],
    ['status', view.statuses.join()],
    ['role', view.roleIds.join()],
    ['source', view.sources.join()],
    ['sort', view.sort === 'joined' ? '' : view.sort],
    ['order', view.direction === naturalDirection[view.sort] ? '' : view.direction],
    ['cursor', view.cursor ?? ''],
    ['from', view.cursor ? String(view.from) : ''],
  ];
  return parameters
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`)
    .join('&');
}

/** What a press on a column's heading changes: sorts by it in its natural direction, or turns it round. */
export function sortedBy(view: MemberView, sort: MemberSort): MemberViewChanges {
  if (view.sort !== sort) return { sort, direction: naturalDirection[sort] };
  return { direction: view.direction === 'asc' ? 'desc' : 'asc' };
}

/** Whether the view leaves anybody out. */
export function isFiltered(view: MemberView): boolean {
  return Boolean(view.search) || [view.statuses, view.roleIds, view.sources].some((list) => list.length > 0);
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

/** `status=pending,active` and `status=pending&status=active` mean the same. */
function listed(value: string | string[] | undefined): string[] {
  return [value ?? []].flat().flatMap((text) => text.split(',').filter(Boolean));
}
