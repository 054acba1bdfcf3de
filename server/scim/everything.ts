import { refuseScim } from '@/lib/scim/scim-error';
import { listGroupsOf } from './groups';
import { listAnswer } from './list-answer';
import { type ListParameters, readQuery, readSearch } from './list-parameters';
import type { ScimAnswer, ScimCall, ScimEndpoint } from './scim-call';
import { listUsersOf } from './users';

/** The base URL itself: users and groups alike (RFC 7644 section 3.4.2.1). */
export const everything: ScimEndpoint = {
  all: { GET: (call) => list(call, readQuery(call.query)) },
};

/** `/.search` (RFC 7644 section 3.4.3). */
export const searchEverything: ScimEndpoint = {
  all: { POST: (call) => list(call, readSearch(call.body)) },
};

/** All users that fit, then all groups: a page begins among the ones and may end among the others. */
async function list(call: ScimCall, parameters: ListParameters): Promise<ScimAnswer> {
  if (parameters.sortBy) refuseScim('invalidValue', 'Ask /Users or /Groups for an order: they share none.');
  const users = await listUsersOf(call, parameters);
  const { startIndex, count } = users.query;
  const groups = await listGroupsOf(call, {
    ...parameters,
    startIndex: Math.max(startIndex - users.total, 1),
    count: count - users.resources.length,
  });
  return listAnswer(users.total + groups.total, startIndex, [...users.resources, ...groups.resources]);
}
