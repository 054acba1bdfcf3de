/** Every way in which a use case may refuse. A new code does not compile until each protocol answers it. */
export type ErrorCode =
  | 'invalid_input'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'already_member'
  | 'already_invited'
  | 'member_inactive'
  | 'seats_full'
  | 'domain_blocked'
  | 'role_not_grantable'
  | 'role_in_use'
  | 'last_admin'
  | 'last_owner'
  | 'managed_by_directory'
  | 'invitation_used'
  | 'invitation_expired'
  | 'invitation_revoked'
  | 'link_unknown'
  | 'link_used'
  | 'link_expired'
  | 'token_not_kept'
  | 'rate_limited'
  | 'internal';

export interface ErrorDetails {
  /** Sentences by field name, for a form. */
  readonly fields?: Readonly<Record<string, string>>;
  /** How long to wait before trying again. */
  readonly retryAfterSeconds?: number;
  /** What went wrong inside; logged, never shown. */
  readonly cause?: unknown;
}

/** A refusal whose `message` is written for the person or program that asked, and is all that they see. */
export class UsherError extends Error {
  readonly code: ErrorCode;
  readonly fields: Readonly<Record<string, string>>;
  readonly retryAfterSeconds: number | null;

  constructor(code: ErrorCode, publicMessage: string, details: ErrorDetails = {}) {
    super(publicMessage, { cause: details.cause });
    this.name = 'UsherError';
    this.code = code;
    this.fields = details.fields ?? {};
    this.retryAfterSeconds = details.retryAfterSeconds ?? null;
  }
}

/** Throws the refusal; `never` lets the type checker follow. */
export function refuse(code: ErrorCode, publicMessage: string, details?: ErrorDetails): never {
  throw new UsherError(code, publicMessage, details);
}

/** Refuses one field of the input. */
export function refuseField(field: string, sentence: string): never {
  throw new UsherError('invalid_input', sentence, { fields: { [field]: sentence } });
}

/**
 * Also true for a refusal that was made by another copy of this module in the same process (pages are bundled apart
 * from the server).
 */
export function isUsherError(error: unknown): error is UsherError {
  return error instanceof Error && error.name === 'UsherError' && 'code' in error;
}
