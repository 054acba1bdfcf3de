import { idFromDigits } from '@/lib/id';
import { withoutOuterSlashes } from '@/lib/scim/outer-slashes';

export interface ScimPath {
  readonly directoryId: string;
  /** As the directory wrote it, without a slash at its end. */
  readonly base: string;
  /** What follows the base: `Users/diruser_…`, without a slash at either end. */
  readonly rest: string;
  /** The same with its query, as the log shows it. */
  readonly shown: string;
  readonly query: URLSearchParams;
}

const pattern = /^(\/api\/v1\/directories\/dir[-_]([0-9]{17,19})\/scim\/v2)(?:\/([^?]*))?(?:\?(.*))?$/;

/**
 * Splits the target of a request; null for what is no address of a directory. Okta takes no underscore in a base URL, so
 * that `dir-` stands for `dir_`. A slash too many at the end is forgiven: base URLs are pasted by hand.
 */
export function readScimPath(target: string): ScimPath | null {
  const [, base = '', digits = '', rest = '', query = ''] = pattern.exec(target) ?? [];
  const directoryId = idFromDigits('directory', digits);
  if (!directoryId) return null;
  return {
    directoryId,
    base,
    rest: withoutOuterSlashes(rest),
    shown: target.slice(base.length) || '/',
    query: new URLSearchParams(query),
  };
}
