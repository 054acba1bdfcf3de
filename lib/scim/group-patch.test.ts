import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MembersChange, splitGroupPatch } from './group-patch';
import { readPatch } from './patch';
import { readGroup, readMemberIds } from './read-group';
import type { ScimObject } from './read-value';
import { groupSchema } from './schema';
import { ScimError } from './scim-error';

function membersOf(...operations: ScimObject[]): MembersChange | null {
  return splitGroupPatch(readPatch({ Operations: operations })).members;
}

function refusalOf(...operations: ScimObject[]): string | null {
  try {
    membersOf(...operations);
  } catch (error) {
    if (error instanceof ScimError) return `${error.status} ${error.scimType}`;
    throw error;
  }
  return null;
}

const none: MembersChange = { replace: null, add: [], remove: [] };

describe('the members that a PATCH changes', () => {
  test('of Entra ID are added by several operations, each once', () => {
    expect(
      membersOf(
        { op: 'Add', path: 'members', value: [{ $ref: null, value: '1' }] },
        { op: 'Add', path: 'members', value: [{ value: '2' }, { value: '1' }] },
      ),
    ).toEqual({ ...none, add: ['1', '2'] });
  });

  test('of Entra ID are removed by a list of values, and those alone', () => {
    expect(membersOf({ op: 'Remove', path: 'members', value: [{ $ref: null, value: '1' }] })).toEqual({
      ...none,
      remove: ['1'],
    });
    expect(membersOf({ op: 'Remove', path: 'members', value: [] })).toEqual(none);
  });

  test('of Okta are removed by a filter', () => {
    expect(membersOf({ op: 'remove', path: 'members[value eq "1"]' })).toEqual({ ...none, remove: ['1'] });
    expect(membersOf({ op: 'remove', path: 'members[value eq "1" or Value eq "2"]' })).toEqual({
      ...none,
      remove: ['1', '2'],
    });
  });

  test('are all removed only where nothing says which', () => {
    const empty = { ...none, replace: [] };
    expect(membersOf({ op: 'remove', path: 'members' })).toEqual(empty);
    expect(membersOf({ op: 'remove', path: 'members', value: null })).toEqual(empty);
    expect(membersOf({ op: 'replace', path: 'members', value: [] })).toEqual(empty);
  });

  test('are found without a path, by a URN, as one object and as plain texts', () => {
    expect(membersOf({ op: 'add', value: { Members: [{ value: '1' }] } })).toEqual({ ...none, add: ['1'] });
    expect(membersOf({ op: 'replace', value: { members: ['1', '2'] } })).toEqual({
      ...none,
      replace: ['1', '2'],
    });
    expect(membersOf({ op: 'add', path: `${groupSchema}:members`, value: { value: '1' } })).toEqual({
      ...none,
      add: ['1'],
    });
  });

  test('are not those of another schema or name', () => {
    for (const path of ['urn:example:2.0:Group:members', 'membersOf', 'displayName'])
      expect(membersOf({ op: 'add', path, value: '1' })).toBeNull();
  });

  test('leave the rest of a PATCH to the resource', () => {
    const rename = { op: 'replace', path: 'displayName', value: 'Engines' } as const;
    const both = { op: 'replace', value: { id: 'g', displayName: 'Engines', members: ['1'] } };
    const { members, rest } = splitGroupPatch(readPatch({ Operations: [rename, both] }));
    expect(members).toEqual({ ...none, replace: ['1'] });
    expect(rest).toEqual([rename, { op: 'replace', path: null, value: { id: 'g', displayName: 'Engines' } }]);
    const alone = splitGroupPatch(readPatch({ Operations: [{ op: 'add', value: { members: ['1'] } }] }));
    expect(alone.rest).toEqual([]);
  });

  test('may be a hundred thousand', () => {
    const value = Array.from({ length: 100_000 }, (_, index) => ({ value: String(index) }));
    expect(membersOf({ op: 'add', path: 'members', value })?.add).toHaveLength(100_000);
  });

  test('are in the end what the operations one by one make of a set', () => {
    const id = fc.constantFrom<string>('1', '2', '3', '4');
    const ids = fc.uniqueArray(id);
    const operation = fc.oneof(
      fc.record({ op: fc.constantFrom('add', 'remove', 'replace'), ids }),
      fc.record({ op: fc.constant('clear'), ids: fc.constant<string[]>([]) }),
    );
    fc.assert(
      fc.property(ids, fc.array(operation, { minLength: 1, maxLength: 6 }), (before, operations) => {
        const model = new Set<string>(before);
        const sent = operations.map(({ op, ids: named }) => {
          if (op === 'replace' || op === 'clear') model.clear();
          for (const each of named) op === 'remove' ? model.delete(each) : model.add(each);
          return op === 'clear' ? { op: 'remove', path: 'members' } : { op, path: 'members', value: named };
        });
        const change = membersOf(...sent);
        const kept = (change?.replace ?? before).filter((each) => !change?.remove.includes(each));
        expect(new Set([...kept, ...(change?.add ?? [])])).toEqual(model);
        if (change?.replace) expect([...change.add, ...change.remove]).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    [{ op: 'add', path: 'members', value: [{ display: 'Ada' }] }, '400 invalidValue'],
    [{ op: 'add', path: 'members', value: [{ value: '' }] }, '400 invalidValue'],
    [{ op: 'add', path: 'members', value: [7] }, '400 invalidValue'],
    [{ op: 'remove', path: 'members', value: '' }, '400 invalidValue'],
    [{ op: 'remove', path: 'members', value: [[]] }, '400 invalidValue'],
    [{ op: 'remove', path: 'members[display eq "Ada"]' }, '400 invalidFilter'],
    [{ op: 'remove', path: 'members[value co "1"]' }, '400 invalidFilter'],
    [{ op: 'remove', path: 'members[value eq "1" and type eq "User"]' }, '400 invalidFilter'],
    [{ op: 'remove', path: 'members[value eq "1"' }, '400 invalidFilter'],
    [{ op: 'replace', path: 'members[value eq "1"].value', value: '2' }, '400 mutability'],
    [{ op: 'replace', path: 'members[value eq "1"]', value: { value: '2' } }, '400 mutability'],
    [{ op: 'add', path: 'members.value', value: '2' }, '400 mutability'],
    [{ op: 'add', path: 'members.a.b', value: '2' }, '400 invalidPath'],
  ])('like %j are refused with %s', (operation, refusal) => {
    expect(refusalOf(operation)).toBe(refusal);
  });
});

describe('a group', () => {
  test('of Entra ID brings a schema of Microsoft’s that is not shown again, and no members', () => {
    const read = readGroup({
      schemas: [groupSchema, 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'],
      externalId: '8aa1a0c0',
      displayName: 'Engineers',
      meta: { resourceType: 'Group' },
    });
    expect(read).toEqual({
      displayName: 'Engineers',
      externalId: '8aa1a0c0',
      members: [],
      resource: { schemas: [groupSchema], externalId: '8aa1a0c0', displayName: 'Engineers' },
    });
  });

  test('keeps its members apart, each once, and attributes of the directory’s own', () => {
    const members = [{ value: '1', display: 'Ada' }, { value: '2', $ref: null }, { value: '1' }];
    const read = readGroup({ id: 'x', DisplayName: 'Engineers', MEMBERS: members, mail: 'e@example.com' });
    expect(read.members).toEqual(['1', '2']);
    expect(read.resource).toEqual({
      schemas: [groupSchema],
      displayName: 'Engineers',
      mail: 'e@example.com',
    });
  });

  test('needs a name', () => {
    for (const body of [{}, { displayName: '' }, { displayName: null }, { displayName: 5 }])
      expect(() => readGroup(body)).toThrow(/displayName/);
    expect(() => readGroup({ displayName: 'x'.repeat(513) })).toThrow(/512/);
  });

  test('has members whose ids can be ids', () => {
    expect(readMemberIds(null)).toEqual([]);
    for (const id of ['a b', 'ä', '\0', 'x'.repeat(101)])
      expect(() => readMemberIds([id])).toThrow(ScimError);
  });
});
