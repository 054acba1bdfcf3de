import { createGroup } from '@/lib/scim/create-group';
import { deleteGroup } from '@/lib/scim/delete-group';
import { etagMatches, etagOf } from '@/lib/scim/etag';
import { getGroup } from '@/lib/scim/get-group';
import type { GroupRecord } from '@/lib/scim/group-record';
import { listGroups } from '@/lib/scim/list-groups';
import { readPatch } from '@/lib/scim/patch';
import { patchGroup } from '@/lib/scim/patch-group';
import { isProjected, type Projection, readProjection } from '@/lib/scim/project';
import { readGroup } from '@/lib/scim/read-group';
import { replaceGroup } from '@/lib/scim/replace-group';
import { type Listed, listAnswer } from './list-answer';
import { type ListParameters, readListQuery, readQuery, readSearch } from './list-parameters';
import { locationOfGroup, presentGroup } from './present-group';
import { resourceHeaders } from './resource-headers';
import type { ScimAnswer, ScimCall, ScimEndpoint } from './scim-call';

/** `/Groups` (RFC 7644 section 3.2). */
export const groups: ScimEndpoint = {
  all: { GET: (call) => list(call, readQuery(call.query)), POST: create },
  search: { POST: (call) => list(call, readSearch(call.body)) },
  one: { GET: get, PUT: replace, PATCH: patch, DELETE: remove },
};

async function list(call: ScimCall, parameters: ListParameters): Promise<ScimAnswer> {
  const { total, query, resources } = await listGroupsOf(call, parameters);
  return listAnswer(total, query.startIndex, resources);
}

/** The groups that are asked for by a query or by a search. */
export async function listGroupsOf(call: ScimCall, parameters: ListParameters): Promise<Listed> {
  const query = readListQuery('Group', parameters);
  const projection = readProjection('Group', parameters.attributes, parameters.excludedAttributes);
  const withMembers = isProjected(projection, 'members');
  const { total, groups: found } = await listGroups(call.ctx, { query, withMembers });
  return { total, query, resources: found.map((group) => presentGroup(call.baseUrl, group, projection)) };
}

async function create(call: ScimCall): Promise<ScimAnswer> {
  const { projection, withMembers } = shown(call);
  const group = readGroup(call.body);
  const made = await createGroup(call.ctx, {
    group,
    request: call.request,
    withMembers,
    id: call.newId,
  });
  return { ...answer(call, made, projection), status: 201 };
}

async function get(call: ScimCall): Promise<ScimAnswer> {
  const { projection, withMembers } = shown(call);
  const group = await getGroup(call.ctx, { groupId: call.id ?? '', withMembers });
  const isKnown = call.ifNoneMatch !== null && etagMatches(call.ifNoneMatch, group.version);
  return { ...answer(call, group, projection), ...(isKnown && { status: 304, body: undefined }) };
}

async function replace(call: ScimCall): Promise<ScimAnswer> {
  const { projection, withMembers } = shown(call);
  const changed = { ...targetOf(call), group: readGroup(call.body), withMembers };
  return answer(call, await replaceGroup(call.ctx, changed), projection);
}

/** Without a word about what to show nothing is: Entra ID wants 204, and a group may have very many members. */
async function patch(call: ScimCall): Promise<ScimAnswer> {
  const { projection, withMembers } = shown(call);
  const isShown = projection.kind !== 'all';
  const changed = {
    ...targetOf(call),
    operations: readPatch(call.body),
    withMembers: isShown && withMembers,
    status: isShown ? 200 : 204,
  } as const;
  const group = await patchGroup(call.ctx, changed);
  return isShown
    ? answer(call, group, projection)
    : { status: changed.status, headers: { ETag: etagOf(group.version) } };
}

async function remove(call: ScimCall): Promise<ScimAnswer> {
  await deleteGroup(call.ctx, targetOf(call));
  return { status: 204 };
}

function targetOf({ id, ifMatch, request }: ScimCall) {
  return { groupId: id ?? '', ifMatch, request };
}

/** What the answer shows, read before anything is changed. */
function shown({ query }: ScimCall) {
  const { attributes, excludedAttributes } = readQuery(query);
  const projection = readProjection('Group', attributes, excludedAttributes);
  return { projection, withMembers: isProjected(projection, 'members') };
}

function answer({ baseUrl }: ScimCall, group: GroupRecord, projection: Projection): ScimAnswer {
  return {
    status: 200,
    body: presentGroup(baseUrl, group, projection),
    headers: resourceHeaders(locationOfGroup(baseUrl, group.id), group.version),
  };
}
