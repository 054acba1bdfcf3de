import { type Filter, parseValuePath } from './filter';
import { liftOwnAttributes } from './own-attributes';
import type { PatchOperation } from './patch';
import { readMemberIds } from './read-group';
import { isObject, type ScimObject } from './read-value';
import { groupSchema, isSchema } from './schema';
import { refuseScim } from './scim-error';

/** What a PATCH does to a group's members in the end, so that nobody has to load them. */
export interface MembersChange {
  /** Not null: these and no others are members; `add` and `remove` are empty then. */
  readonly replace: readonly string[] | null;
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** A group's PATCH in two halves; `members` is null when it does not touch them, `rest` is for `applyPatch`. */
export interface GroupPatch {
  readonly members: MembersChange | null;
  readonly rest: readonly PatchOperation[];
}

interface MembersDraft {
  readonly replace: Set<string> | null;
  readonly add: Set<string>;
  readonly remove: Set<string>;
}

type Operator = PatchOperation['op'];

/**
 * Takes what concerns the members out of a PATCH, in all forms: added, replaced, removed by a filter on their value
 * (Okta, RFC 7644 section 3.5.2.2), removed by a list of values (Entra ID; a strict reading would empty the group),
 * and without a path. A remove of all members needs `members` alone.
 */
export function splitGroupPatch(operations: readonly PatchOperation[]): GroupPatch {
  const rest: PatchOperation[] = [];
  let draft: MembersDraft | null = null;
  for (const operation of operations) {
    const { op, value } = operation;
    const path = operation.path !== null && isSchema(operation.path, groupSchema) ? null : operation.path;
    if (path !== null && !isMembers(path)) rest.push(operation);
    else if (path !== null) draft = changeMembers(draft, op, chooseMembers(op, path, value));
    else if (!isObject(value) || op === 'remove') rest.push(operation);
    else {
      const [members, others] = splitValue(liftOwnAttributes('Group', value));
      for (const ids of members) draft = changeMembers(draft, op, readMemberIds(ids));
      if (members.length === 0 || Object.keys(others).length > 0) rest.push({ ...operation, value: others });
    }
  }
  return { members: draft && finish(draft), rest };
}

/** True also for what is not a path: it is refused as one afterwards. */
function isMembers(path: string): boolean {
  const start = path.split('[', 1)[0] ?? '';
  const name = start.slice(start.lastIndexOf(':') + 1).split('.', 1)[0] ?? '';
  const schema = start.includes(':') ? start.slice(0, start.lastIndexOf(':')) : groupSchema;
  return name.toLowerCase() === 'members' && isSchema(schema, groupSchema);
}

function splitValue(value: ScimObject): readonly [readonly unknown[], ScimObject] {
  const entries = Object.entries(value);
  const members = entries.filter(([key]) => isMembers(key)).map(([, ids]) => ids);
  return [members, Object.fromEntries(entries.filter(([key]) => !isMembers(key)))];
}

/** The ids that an operation names; null: all members. */
function chooseMembers(op: Operator, path: string, value: unknown): readonly string[] | null {
  const target = parseValuePath(path);
  if (target.path.sub !== null)
    return refuseScim('mutability', 'A member cannot be changed: remove it and add another.');
  if (target.filter) {
    if (op === 'replace')
      return refuseScim('mutability', 'A member cannot be changed: remove it and add another.');
    return idsOf(target.filter);
  }
  if (op === 'remove' && (value === undefined || value === null)) return null;
  return readMemberIds(value);
}

/** `value eq "1"`, and several of those by `or`: other parts of members are not kept. */
function idsOf(filter: Filter): readonly string[] {
  if (filter.kind === 'or') return filter.filters.flatMap(idsOf);
  if (filter.kind === 'compare' && filter.operator === 'eq' && filter.path.name.toLowerCase() === 'value')
    return readMemberIds(filter.value);
  return refuseScim('invalidFilter', 'Choose members by their value: members[value eq "…"].');
}

function changeMembers(
  before: MembersDraft | null,
  op: Operator,
  ids: readonly string[] | null,
): MembersDraft {
  if (ids === null || op === 'replace') return { replace: new Set(ids), add: new Set(), remove: new Set() };
  const draft = before ?? { replace: null, add: new Set(), remove: new Set() };
  for (const id of ids) {
    const [into, outOf] = op === 'add' ? [draft.add, draft.remove] : [draft.remove, draft.add];
    if (draft.replace && op === 'add') draft.replace.add(id);
    else if (draft.replace) draft.replace.delete(id);
    else {
      into.add(id);
      outOf.delete(id);
    }
  }
  return draft;
}

function finish({ replace, add, remove }: MembersDraft): MembersChange {
  return { replace: replace && [...replace], add: [...add], remove: [...remove] };
}
