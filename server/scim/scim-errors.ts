import { type ErrorCode, isUsherError, type UsherError } from '@/lib/errors';
import { describeError, log } from '@/lib/log';
import { isDirectoryGone } from '@/lib/scim/directory-gone';
import { ScimError, type ScimErrorType } from '@/lib/scim/scim-error';
import type { ScimAnswer } from './scim-call';

/** What each refusal of the core is in RFC 7644 section 3.12. Directories try 5xx again, and show 4xx to their admin. */
const statuses: Record<ErrorCode, number> = {
  invalid_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  already_member: 409,
  already_invited: 409,
  member_inactive: 409,
  seats_full: 403,
  domain_blocked: 400,
  role_not_grantable: 403,
  role_in_use: 409,
  last_admin: 409,
  last_owner: 409,
  managed_by_directory: 409,
  invitation_used: 409,
  invitation_expired: 409,
  invitation_revoked: 409,
  link_unknown: 404,
  link_used: 409,
  link_expired: 409,
  token_not_kept: 409,
  rate_limited: 429,
  internal: 500,
};

/** A refusal as it is answered and logged. */
export interface ScimRefusal {
  readonly status: number;
  readonly scimType: ScimErrorType | null;
  readonly detail: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Throws a refusal that HTTP alone knows of. */
export class RefusedRequest extends Error {
  readonly refusal: ScimRefusal;

  constructor(refusal: ScimRefusal) {
    super(refusal.detail);
    this.refusal = refusal;
  }
}

/** Of a secret that is not good, of a directory that there is not, and of one that is deleted while it asks (RFC 6750 section 3). */
export const noDirectory = refusal(
  401,
  'Send the bearer secret of this directory: there is none in the request, or it is not good, or no longer.',
  { 'WWW-Authenticate': 'Bearer realm="Usher SCIM"' },
);

/** What anything thrown is answered with; the unknown is logged and becomes a fixed sentence. */
export function toRefusal(error: unknown, requestId: string): ScimRefusal {
  if (error instanceof RefusedRequest) return error.refusal;
  if (error instanceof ScimError) return { ...pick(error), headers: {} };
  if (isDirectoryGone(error)) return noDirectory;
  if (isUsherError(error) && error.code !== 'internal') return fromUsher(error);
  log.error({ requestId, ...describeError(error) }, 'a SCIM request failed');
  return refusal(500, `Something went wrong. Reference: ${requestId}`);
}

export function refusal(status: number, detail: string, headers: ScimRefusal['headers'] = {}): ScimRefusal {
  return { status, scimType: null, detail, headers };
}

/** `status` is a text (RFC 7644 section 3.12). */
export function toAnswer({ status, scimType, detail, headers }: ScimRefusal): ScimAnswer {
  const body = {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    ...(scimType && { scimType }),
    detail,
    status: String(status),
  };
  return { status, body, headers };
}

function pick({ status, scimType, detail }: ScimError) {
  return { status, scimType, detail };
}

function fromUsher({ code, message, retryAfterSeconds }: UsherError): ScimRefusal {
  const scimType = code === 'invalid_input' || code === 'domain_blocked' ? 'invalidValue' : null;
  const headers = retryAfterSeconds === null ? {} : { 'Retry-After': String(retryAfterSeconds) };
  return { status: statuses[code], scimType, detail: message, headers };
}
