import { create } from '@bufbuild/protobuf';
import type { Violation } from '@bufbuild/protovalidate';
import { Code, ConnectError } from '@connectrpc/connect';
import { ErrorInfoSchema } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/errdetails/errdetails_pb.js';
import { type ErrorCode, isUsherError, type UsherError } from '@/lib/errors';
import { describeError, log } from '@/lib/log';

/** What each refusal of the core is in gRPC; a new code does not compile until it stands here. */
const codes: Record<ErrorCode, Code> = {
  invalid_input: Code.InvalidArgument,
  unauthenticated: Code.Unauthenticated,
  forbidden: Code.PermissionDenied,
  not_found: Code.NotFound,
  conflict: Code.Aborted,
  already_member: Code.AlreadyExists,
  already_invited: Code.AlreadyExists,
  member_inactive: Code.FailedPrecondition,
  seats_full: Code.FailedPrecondition,
  domain_blocked: Code.FailedPrecondition,
  role_not_grantable: Code.PermissionDenied,
  role_in_use: Code.FailedPrecondition,
  last_admin: Code.FailedPrecondition,
  last_owner: Code.FailedPrecondition,
  managed_by_directory: Code.FailedPrecondition,
  invitation_used: Code.FailedPrecondition,
  invitation_expired: Code.FailedPrecondition,
  invitation_revoked: Code.FailedPrecondition,
  link_unknown: Code.NotFound,
  link_used: Code.FailedPrecondition,
  link_expired: Code.FailedPrecondition,
  token_not_kept: Code.FailedPrecondition,
  rate_limited: Code.ResourceExhausted,
  internal: Code.Internal,
};

interface FieldViolation {
  readonly field: string;
  readonly description: string;
  readonly constraint: string;
}

/** An answer that refuses: its details always hold an `ErrorInfo`, whose code is the gRPC code's name. */
export function apiError(
  code: Code,
  sentence: string,
  requestId: string,
  fieldViolations: readonly FieldViolation[] = [],
  headers?: HeadersInit,
): ConnectError {
  const value = create(ErrorInfoSchema, {
    errorCode: nameOf(code),
    requestInfo: { requestId },
    ...(fieldViolations.length > 0 && { validationErrorInfo: { fieldViolations: [...fieldViolations] } }),
  });
  return new ConnectError(sentence, code, headers, [{ desc: ErrorInfoSchema, value }]);
}

/** Whatever went wrong in a call, as an answer. What is no refusal is logged and answered with a fixed sentence. */
export function toApiError(error: unknown, requestId: string): ConnectError {
  if (error instanceof ConnectError) return error;
  if (isUsherError(error)) return refusal(error, requestId);
  log.error({ requestId, ...describeError(error) }, 'a call of the API failed');
  return apiError(Code.Internal, `Something went wrong. Reference: ${requestId}`, requestId);
}

/** Validation by the descriptor's own rules. */
export function violationError(violations: readonly Violation[], requestId: string): ConnectError {
  const fields = violations.map((violation) => ({
    field: violation.field
      .map((part) => ('name' in part ? String(part.name) : ''))
      .filter(Boolean)
      .join('.'),
    description: violation.message,
    constraint: violation.ruleId,
  }));
  const sentence = fields.map(({ field, description }) => `${field}: ${description}`).join('; ');
  return apiError(Code.InvalidArgument, sentence, requestId, fields);
}

function refusal(error: UsherError, requestId: string): ConnectError {
  const fields = Object.entries(error.fields).map(([field, description]) => ({
    field: nameOfField(field),
    description,
    constraint: error.code,
  }));
  const wait = error.retryAfterSeconds;
  const headers = wait === null ? undefined : { 'retry-after': String(wait) };
  return apiError(codes[error.code], error.message, requestId, fields, headers);
}

/** `externalId` as `external_id`, which is how the descriptors name it. */
function nameOfField(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** `InvalidArgument` as `INVALID_ARGUMENT`. */
function nameOf(code: Code): string {
  return (Code[code] ?? 'Unknown').replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
}
