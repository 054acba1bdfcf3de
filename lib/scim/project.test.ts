import { describe, expect, test } from 'vitest';
import { etagMatches, etagOf } from './etag';
import { isProjected, project, readProjection } from './project';
import { enterpriseSchema, groupSchema, userSchema } from './schema';
import { ScimError } from './scim-error';

const ada = {
  schemas: [userSchema, enterpriseSchema],
  id: '1',
  userName: 'ada@example.com',
  name: { givenName: 'Ada', familyName: 'Lovelace' },
  emails: [{ type: 'work', value: 'ada@example.com' }, { type: 'home' }],
  [enterpriseSchema]: { department: 'Engines', manager: { value: '7', displayName: 'Charles' } },
  meta: { resourceType: 'User', version: 'W/"1"' },
};
const always = { schemas: ada.schemas, id: '1' };

function only(...attributes: string[]) {
  return project('User', ada, readProjection('User', attributes, undefined));
}

function without(excluded: string) {
  return project('User', ada, readProjection('User', undefined, excluded));
}

describe('a projection (RFC 7644 section 3.9)', () => {
  test('of nothing in particular shows everything', () => {
    expect(project('User', ada, readProjection('User', '', null))).toEqual(ada);
  });

  test('shows what was asked for, in any case, and id and schemas always', () => {
    expect(only('USERNAME')).toEqual({ ...always, userName: 'ada@example.com' });
    expect(only('name.familyname, userName', `${userSchema}:meta.version`)).toEqual({
      ...always,
      name: { familyName: 'Lovelace' },
      userName: 'ada@example.com',
      meta: { version: 'W/"1"' },
    });
    expect(only('emails.value')).toEqual({ ...always, emails: [{ value: 'ada@example.com' }] });
    expect(only('emails[type eq "home"].value')).toEqual(only('emails.value'));
    expect(only('nothing')).toEqual(always);
    expect(only('name.nothing')).toEqual(always);
  });

  test('names an extension, an attribute of it and a part of that', () => {
    expect(only(enterpriseSchema)).toEqual({ ...always, [enterpriseSchema]: ada[enterpriseSchema] });
    expect(only(`${enterpriseSchema}:Department`.toUpperCase())).toEqual({
      ...always,
      [enterpriseSchema]: { department: 'Engines' },
    });
    expect(only(`${enterpriseSchema}:manager.value`)).toEqual({
      ...always,
      [enterpriseSchema]: { manager: { value: '7' } },
    });
    expect(without(`${enterpriseSchema}:manager`)).toEqual({
      ...ada,
      [enterpriseSchema]: { department: 'Engines' },
    });
  });

  test('leaves out what was excluded, but never id and schemas', () => {
    const { name, emails, ...rest } = ada;
    expect(without('name,emails,id,schemas')).toEqual(rest);
    expect(without('name.familyName,emails.type')).toEqual({
      ...rest,
      name: { givenName: 'Ada' },
      emails: [{ value: 'ada@example.com' }],
    });
  });

  test('says whether the members need to be read at all', () => {
    const shows = (attributes: string, excluded: string) =>
      isProjected(readProjection('Group', attributes, excluded), 'members');
    expect(shows('', '')).toBe(true);
    expect(shows('', 'members')).toBe(false);
    expect(shows('', `${groupSchema}:MEMBERS`)).toBe(false);
    expect(shows('', 'members.display')).toBe(true);
    expect(shows('displayName', '')).toBe(false);
    expect(shows('members.value', '')).toBe(true);
  });

  test('asks for one of the two lists, and for names', () => {
    expect(() => readProjection('User', 'userName', 'name')).toThrow(ScimError);
    expect(() => readProjection('User', 'user name', '')).toThrow(ScimError);
    expect(() => readProjection('User', '', 'emails[type eq "work"]')).toThrow(ScimError);
    expect(() => readProjection('User', [1], '')).toThrow(ScimError);
    const many = Array.from({ length: 101 }, (_, index) => `a${index}`).join(',');
    expect(() => readProjection('User', many, '')).toThrow(ScimError);
  });
});

describe('a version (RFC 7644 section 3.14)', () => {
  test.each([
    ['W/"3"', true],
    ['"3"', true],
    ['w/"3"', true],
    ['W/"2", W/"3"', true],
    ['*', true],
  ])('%s names the third', (header, named) => {
    expect(etagMatches(header, 3)).toBe(named);
  });

  test.each(['W/"4"', '3', '', 'W/3', '"33"', 'W/"2"'])('%j does not', (header) => {
    expect(etagMatches(header, 3)).toBe(false);
  });

  test('is weak', () => {
    expect(etagOf(3)).toBe('W/"3"');
  });
});
