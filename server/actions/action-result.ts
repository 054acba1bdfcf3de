import type { ErrorCode } from '@/lib/errors';

export interface ActionError {
  readonly code: ErrorCode;
  /** A sentence for the person. */
  readonly message: string;
  /** Sentences by field name, `roleIds.0` style. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly retryAfterSeconds?: number;
  /** What support needs to find the log line of an unexpected error. */
  readonly requestId?: string;
}

/** What every server action answers; it never throws to the browser. */
export type ActionResult<T> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly error: ActionError };
