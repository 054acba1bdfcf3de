import { isUsherError } from '@/lib/errors';

/** The codes of what was refused; anything but a refusal fails the test. */
export function codesOf(results: readonly PromiseSettledResult<unknown>[]): string[] {
  const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  return reasons.map((reason) => {
    if (!isUsherError(reason)) throw reason;
    return reason.code;
  });
}
