import { createUser } from '@/lib/scim/create-user';
import { deleteUser } from '@/lib/scim/delete-user';
import { etagMatches } from '@/lib/scim/etag';
import { getUser } from '@/lib/scim/get-user';
import { listUsers } from '@/lib/scim/list-users';
import { readPatch } from '@/lib/scim/patch';
import { patchUser } from '@/lib/scim/patch-user';
import { readProjection } from '@/lib/scim/project';
import { readResource } from '@/lib/scim/read-resource';
import { readUser } from '@/lib/scim/read-user';
import { replaceUser } from '@/lib/scim/replace-user';
import type { UserRecord } from '@/lib/scim/user-record';
import { type Listed, listAnswer } from './list-answer';
import { type ListParameters, readListQuery, readQuery, readSearch } from './list-parameters';
import { locationOf, presentUser } from './present-user';
import { resourceHeaders } from './resource-headers';
import type { ScimAnswer, ScimCall, ScimEndpoint } from './scim-call';

/** `/Users` (RFC 7644 section 3.2). */
export const users: ScimEndpoint = {
  all: { GET: (call) => list(call, readQuery(call.query)), POST: create },
  search: { POST: (call) => list(call, readSearch(call.body)) },
  one: { GET: get, PUT: replace, PATCH: patch, DELETE: remove },
};

async function list(call: ScimCall, parameters: ListParameters): Promise<ScimAnswer> {
  const { total, query, resources } = await listUsersOf(call, parameters);
  return listAnswer(total, query.startIndex, resources);
}

/** The users that are asked for by a query or by a search. */
export async function listUsersOf(call: ScimCall, parameters: ListParameters): Promise<Listed> {
  const query = readListQuery('User', parameters);
  const projection = readProjection('User', parameters.attributes, parameters.excludedAttributes);
  const { total, users: found } = await listUsers(call.ctx, { query, request: call.request });
  return { total, query, resources: found.map((user) => presentUser(call.baseUrl, user, projection)) };
}

async function create(call: ScimCall): Promise<ScimAnswer> {
  const answer = presenter(call);
  const user = await createUser(call.ctx, {
    user: readUser(call.body),
    request: call.request,
    id: call.newId,
  });
  return { ...answer(user), status: 201 };
}

async function get(call: ScimCall): Promise<ScimAnswer> {
  const answer = presenter(call);
  const user = await getUser(call.ctx, targetOf(call));
  const isKnown = call.ifNoneMatch !== null && etagMatches(call.ifNoneMatch, user.version);
  return isKnown ? { ...answer(user), status: 304, body: undefined } : answer(user);
}

async function replace(call: ScimCall): Promise<ScimAnswer> {
  const answer = presenter(call);
  return answer(
    await replaceUser(call.ctx, { ...targetOf(call), resource: readResource('User', call.body) }),
  );
}

async function patch(call: ScimCall): Promise<ScimAnswer> {
  const answer = presenter(call);
  return answer(await patchUser(call.ctx, { ...targetOf(call), operations: readPatch(call.body) }));
}

async function remove(call: ScimCall): Promise<ScimAnswer> {
  await deleteUser(call.ctx, targetOf(call));
  return { status: 204 };
}

function targetOf({ id, ifMatch, request }: ScimCall) {
  return { userId: id ?? '', ifMatch, request };
}

/** One user with its place and version. What is to be shown is read before anything is changed. */
function presenter({ baseUrl, query }: ScimCall): (user: UserRecord) => ScimAnswer {
  const { attributes, excludedAttributes } = readQuery(query);
  const projection = readProjection('User', attributes, excludedAttributes);
  return (user) => ({
    status: 200,
    body: presentUser(baseUrl, user, projection),
    headers: resourceHeaders(locationOf(baseUrl, user.id), user.version),
  });
}
