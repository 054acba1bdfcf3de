import { expect } from 'vitest';
import { type ScimClient, scimUser } from '../start-scim';

interface Person {
  readonly email: string;
  title: string;
  active: boolean;
}

/** What a customer's directory knows: people by number, and the numbers of each group's people. */
export interface Source {
  readonly people: Map<number, Person>;
  readonly groups: Map<string, Set<number>>;
}

/** What the directory remembers of Usher: ids by number and by name. */
export interface Ids {
  readonly users: Map<number, string>;
  readonly groups: Map<string, string>;
}

const atOnce = 8;
const membersInOnePatch = 100;

/** People of two groups each. */
export function makeSource(scim: ScimClient, peopleCount: number, groupCount: number): Source {
  const people = new Map<number, Person>();
  const groups = new Map<string, Set<number>>();
  for (let group = 0; group < groupCount; group += 1) groups.set(nameOf(group), new Set());
  for (let number = 0; number < peopleCount; number += 1) {
    people.set(number, { email: `p${number}@${scim.domain}`, title: 'Member', active: true });
    groups.get(nameOf(number % groupCount))?.add(number);
    groups.get(nameOf((number * 7 + 1) % groupCount))?.add(number);
  }
  return { people, groups };
}

/** The same a while later: people changed, left, were deleted and came, and groups with them. */
export function changeSource(source: Source, domain: string): Source {
  const people = new Map<number, Person>();
  for (const [number, person] of source.people) {
    if (number % 50 === 2) continue;
    const title = number % 20 === 0 ? 'Head' : person.title;
    people.set(number, { ...person, title, active: number % 25 !== 1 });
  }
  const size = source.people.size;
  for (let number = size; number < size + size / 50; number += 1)
    people.set(number, { email: `p${number}@${domain}`, title: 'New', active: true });
  const groups = new Map<string, Set<number>>();
  for (const [name, members] of source.groups) {
    const stay = [...members].filter((number) => people.has(number) && number % 10 !== 3);
    groups.set(name, new Set([...stay, size + ((stay[0] ?? 0) % Math.ceil(size / 50))]));
  }
  return { people, groups };
}

/**
 * A cycle as Entra ID makes it: each person and group is looked up by what matches, created where there is none, and
 * changed by PATCH where it differs; members go by a hundred. Who is not in the source any more is deleted. Returns how
 * many requests changed something.
 */
export async function syncDirectory(scim: ScimClient, source: Source, ids: Ids): Promise<number> {
  const changes = [
    ...(await inParallel([...source.people], (entry) => syncPerson(scim, entry, ids))),
    ...(await inParallel([...ids.users], ([number, id]) => forget(scim, source, ids, number, id))),
    ...(await inParallel([...source.groups], (entry) => syncGroup(scim, entry, ids))),
  ];
  return changes.reduce((sum, count) => sum + count, 0);
}

async function syncPerson(
  scim: ScimClient,
  [number, person]: [number, Person],
  { users }: Ids,
): Promise<number> {
  const { email, title, active } = person;
  const filter = encodeURIComponent(`userName eq "${email}"`);
  const [found] = (await scim.get(`/Users?filter=${filter}`)).body.Resources;
  if (!found) {
    const { status, body } = await scim.post(
      '/Users',
      scimUser(email, { title, active, externalId: `${number}` }),
    );
    expect(status).toBe(201);
    users.set(number, body.id);
    return 1;
  }
  expect(found.id).toBe(users.get(number));
  const operations = [
    ...(found.title === title ? [] : [{ op: 'Replace', path: 'title', value: title }]),
    ...(found.active === active ? [] : [{ op: 'Replace', path: 'active', value: active ? 'True' : 'False' }]),
  ];
  if (operations.length === 0) return 0;
  expect((await scim.patch(`/Users/${found.id}`, operations)).status).toBe(200);
  return 1;
}

async function forget(
  scim: ScimClient,
  source: Source,
  ids: Ids,
  number: number,
  id: string,
): Promise<number> {
  if (source.people.has(number)) return 0;
  expect((await scim.delete(`/Users/${id}`)).status).toBe(204);
  ids.users.delete(number);
  return 1;
}

/** Entra ID remembers who is in a group by its own; here the group is asked. */
async function syncGroup(
  scim: ScimClient,
  [displayName, members]: [string, ReadonlySet<number>],
  { users, groups }: Ids,
): Promise<number> {
  const filter = encodeURIComponent(`displayName eq "${displayName}"`);
  const [found] = (await scim.get(`/Groups?filter=${filter}`)).body.Resources;
  const id = found?.id ?? (await scim.post('/Groups', { displayName })).body.id;
  groups.set(displayName, id);
  const wanted = new Set([...members].map((number) => users.get(number) ?? ''));
  const present = new Set<string>((found?.members ?? []).map(({ value }: { value: string }) => value));
  const operations = [
    ...toOperations(
      'Add',
      [...wanted].filter((user) => !present.has(user)),
    ),
    ...toOperations(
      'Remove',
      [...present].filter((user) => !wanted.has(user)),
    ),
  ];
  for (const operation of operations)
    expect((await scim.patch(`/Groups/${id}`, [operation])).status).toBe(204);
  return operations.length + (found ? 0 : 1);
}

function toOperations(op: string, users: readonly string[]): readonly object[] {
  const batches = Math.ceil(users.length / membersInOnePatch);
  return Array.from({ length: batches }, (_, index) => ({
    op,
    path: 'members',
    value: users
      .slice(index * membersInOnePatch, (index + 1) * membersInOnePatch)
      .map((value) => ({ value })),
  }));
}

/** A few at a time, as directories send. */
async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<number>): Promise<number[]> {
  const results: number[] = [];
  const queue = items.values();
  const run = async () => {
    for (const item of queue) results.push(await work(item));
  };
  await Promise.all(Array.from({ length: atOnce }, run));
  return results;
}

function nameOf(group: number): string {
  return `Group ${group}`;
}
