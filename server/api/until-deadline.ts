import { Code, type ConnectError } from '@connectrpc/connect';
import { apiError } from './errors';

/** What a call gets whose time has run out. */
export function deadlineError(requestId: string): ConnectError {
  return apiError(Code.DeadlineExceeded, 'The time for this call has run out.', requestId);
}

/**
 * The answer of a call, or DEADLINE_EXCEEDED as soon as its signal is aborted. What the call has begun goes on to its end:
 * a statement is written as a whole or not at all.
 */
export async function untilDeadline<Answer>(
  running: Promise<Answer>,
  signal: AbortSignal,
  requestId: string,
): Promise<Answer> {
  let giveUp = () => {};
  const aborted = new Promise<never>((_, reject) => {
    giveUp = () => reject(deadlineError(requestId));
  });
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([running, aborted]);
  } finally {
    signal.removeEventListener('abort', giveUp);
    running.catch(() => {});
  }
}
