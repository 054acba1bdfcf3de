import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { ListActivityInput } from './activity.schema';
import { type ActivityRow, listActivity } from './list-activity';

const exportPageSize = 1000;

/**
 * Everything that the list would show, newest first, page by page, so that an export of a million rows needs the memory
 * of a thousand. What happens while it runs is not in it.
 */
export async function* exportActivity(
  ctx: Ctx,
  input: ListActivityInput,
): AsyncGenerator<readonly ActivityRow[]> {
  authorize(ctx, 'activity.list', input.organizationId ?? undefined);
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listActivity>> = await listActivity(
      ctx,
      { ...input, cursor },
      exportPageSize,
    );
    yield page.rows;
    cursor = page.next;
  } while (cursor);
}
