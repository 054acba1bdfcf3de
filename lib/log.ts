import { pino } from 'pino';

/** Paths that carry a token: logged without it. Below /portal the pages of the set-up have plain words for names. */
const secretPaths =
  /(\/(?:invite|login\/(?:link|join)|claim|portal(?!\/[a-z-]+(?:[/?#\s"]|$)))\/)[^/?#\s"]+/g;

/** Structured logs, one JSON object a line, to standard error. Who starts a process sets the level, by USHER_LOG_LEVEL. */
export const log = pino(
  {
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    level: 'info',
    formatters: { level: (label) => ({ level: label }) },
    redact: ['password', 'token', 'secret', 'authorization', 'cookie', '*.authorization', '*.cookie'],
  },
  pino.destination({ dest: 2, sync: true }),
);

/** A path or URL as it may be logged: links of invitations, sign-ins, set-ups and the claim without their tokens. */
export function redactPath(path: string): string {
  return path.replace(secretPaths, '$1[redacted]').split('?')[0] ?? '';
}

/** What of an unknown error is logged: name, message, stack and code, redacted. */
export function describeError(error: unknown): { error: string; stack?: string } {
  if (!(error instanceof Error)) return { error: String(error) };
  const stack = error.stack?.replace(secretPaths, '$1[redacted]');
  return {
    error: `${error.name}: ${error.message}`.replace(secretPaths, '$1[redacted]'),
    ...(stack && { stack }),
  };
}
