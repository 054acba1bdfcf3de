import {
  type ListMembersInput,
  listMembersSchema,
  type MemberSort,
} from '@/lib/memberships/member-list.schema';
import { type AddressParameters, firstOf, listOf } from '../lists/list-address';

/** The direction in which one wants a column first: people from A, times from the latest. */
export const naturalDirection: Record<MemberSort, 'asc' | 'desc'> = {
  joined: 'desc',
  person: 'asc',
  seen: 'desc',
};

/**
 * What of an organization's people an address shows. What makes no sense in it counts as not set; throws only for an
 * id that cannot exist.
 */
export function readMemberView(organizationId: string, parameters: AddressParameters): ListMembersInput {
  const sort = listMembersSchema.shape.sort.parse(firstOf(parameters.sort));
  return listMembersSchema.parse({
    organizationId,
    search: firstOf(parameters.q),
    statuses: listOf(parameters.status),
    roleIds: listOf(parameters.role),
    sources: listOf(parameters.source),
    sort,
    direction: firstOf(parameters.order) ?? naturalDirection[sort],
    cursor: firstOf(parameters.cursor),
  });
}

/** Whether the view leaves anybody out. */
export function isFiltered(view: ListMembersInput): boolean {
  return Boolean(view.search) || [view.statuses, view.roleIds, view.sources].some((list) => list.length > 0);
}
