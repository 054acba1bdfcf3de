import { etagMatches, etagOf } from './etag';
import { ScimError } from './scim-error';

/** Refuses to change another version than If-Match names (RFC 7644 section 3.14); null: it names none. */
export function requireVersion(current: number, ifMatch: string | null): void {
  if (ifMatch === null || etagMatches(ifMatch, current)) return;
  throw new ScimError(
    412,
    null,
    `It has changed since: its version is ${etagOf(current)} now. Read it again.`,
  );
}
