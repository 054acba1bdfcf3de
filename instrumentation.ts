import type { Instrumentation } from 'next';
import { describeError, log, redactPath } from '@/lib/log';

/** Ties the reference that an error page shows (the digest) to a line of our own log. */
export const onRequestError: Instrumentation.onRequestError = (error, request) => {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : undefined;
  const requestId = request.headers['x-request-id'];
  log.error({ digest, requestId, path: redactPath(request.path), ...describeError(error) }, 'a page failed');
};
