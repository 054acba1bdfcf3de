import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { type LoginAttemptRow, listLoginAttempts } from './list-login-attempts';
import type { ListLoginAttemptsInput } from './login-log.schema';

const exportPageSize = 1000;

/**
 * Everything that the list would show, newest first, page by page, so that an export of a million rows needs the memory
 * of a thousand. What happens while it runs is not in it.
 */
export async function* exportLoginAttempts(
  ctx: Ctx,
  input: ListLoginAttemptsInput,
): AsyncGenerator<readonly LoginAttemptRow[]> {
  authorize(ctx, 'login-attempt.list', input.organizationId ?? undefined);
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listLoginAttempts>> = await listLoginAttempts(
      ctx,
      { ...input, cursor },
      exportPageSize,
    );
    yield page.rows;
    cursor = page.next;
  } while (cursor);
}
