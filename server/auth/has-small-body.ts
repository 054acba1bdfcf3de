/** The largest body that is let through to next-auth, in bytes. */
const largestBody = 16_384;

/**
 * Whether a request says that its body is small, or has none. next-auth reads all of a body into memory, whoever sends
 * it; browsers always say how long theirs is, so one that does not say it is not small.
 */
export function hasSmallBody({ method, headers }: Pick<Request, 'method' | 'headers'>): boolean {
  if (method === 'GET' || method === 'HEAD') return true;
  const length = headers.get('content-length');
  return length !== null && Number(length) <= largestBody;
}
