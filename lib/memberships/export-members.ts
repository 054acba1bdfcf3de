import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { listMembers } from './list-members';
import type { ListMembersInput } from './member-list.schema';
import type { MemberRow } from './member-row';

const exportPageSize = 1000;

/**
 * Everybody whom the list would show, page by page, so that an export of a million people needs the memory of a
 * thousand. People who join while it runs may or may not be in it; nobody is in it twice: what is sorted by when people
 * were last seen, which changes meanwhile, is written by when they came.
 */
export async function* exportMembers(
  ctx: Ctx,
  input: ListMembersInput,
): AsyncGenerator<readonly MemberRow[]> {
  authorize(ctx, 'membership.list', input.organizationId);
  const sort = input.sort === 'seen' ? 'joined' : input.sort;
  let cursor: string | null = null;
  do {
    const page = await listMembers(ctx, { ...input, sort, cursor }, exportPageSize);
    yield page.members;
    cursor = page.next;
  } while (cursor);
}
