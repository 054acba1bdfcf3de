import type { Instrumentation } from 'next';
import { describeError, log, redactPath } from '@/lib/log';

/** What React says when whoever asked for a page has gone elsewhere while it was on its way. */
const gone = /^The destination stream (?:errored while writing data|closed early)\.$/;

/** Ties the reference that an error page shows (the digest) to a line of our own log. */
export const onRequestError: Instrumentation.onRequestError = (error, request) => {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : undefined;
  const requestId = request.headers['x-request-id'];
  const level = error instanceof Error && gone.test(error.message) ? 'debug' : 'error';
  log[level]({ digest, requestId, path: redactPath(request.path), ...describeError(error) }, 'a page failed');
};
