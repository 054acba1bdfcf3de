import { unstable_rethrow } from 'next/navigation';
import type { ActionResult } from '@/server/actions/action-result';

const unreachable = 'The server could not be reached. Nothing was changed; try again in a moment.';

/** The answer of a server action, also when there is none. */
export async function callAction<T>(answer: Promise<ActionResult<T>>): Promise<ActionResult<T>> {
  try {
    return await answer;
  } catch (error) {
    // A redirect is thrown too, and must reach Next.
    unstable_rethrow(error);
    return { ok: false, error: { code: 'internal', message: unreachable } };
  }
}
