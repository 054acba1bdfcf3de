import { describe, expect, test } from 'vitest';
import { matchRoles, saidRoles } from './match-roles';

const mappings = [
  { attribute: 'groups', value: 'Engineering', roleId: 'developer' },
  { attribute: 'department', value: 'Sales', roleId: 'seller' },
  { attribute: 'groups', value: 'IT', roleId: 'admin' },
];
const roles = (groups: string[], attributes: Record<string, string[]> = {}, names = {}) =>
  matchRoles(mappings, { groups, attributes }, names).map(({ roleId }) => roleId);

describe('the roles of what was asserted', () => {
  test('are those of every mapping that fits, in their order', () => {
    expect(roles(['IT', 'Engineering', 'Everyone'])).toEqual(['developer', 'admin']);
    expect(roles([])).toEqual([]);
  });

  test('need the value exactly', () => {
    expect(roles(['engineering', 'IT ', 'Eng'])).toEqual([]);
  });

  test('may come from another attribute, by the provider’s name of it', () => {
    expect(roles([], { department: ['Sales'] })).toEqual(['seller']);
    expect(roles([], { dept: ['Sales'] }, { department: 'dept' })).toEqual(['seller']);
    expect(roles([], { department: ['Sales'] }, { department: 'dept' })).toEqual([]);
  });

  test('may come from what was read of the person, by whatever name it arrived', () => {
    const swedes = [{ attribute: 'locale', value: 'sv', roleId: 'seller' }];
    const asserted = { groups: [], attributes: { language: ['sv'] }, locale: 'sv' };
    expect(matchRoles(swedes, asserted, {})).toEqual(swedes);
    expect(matchRoles(swedes, { groups: [], attributes: { locale: ['sv'] } }, {})).toEqual(swedes);
    expect(matchRoles(swedes, { ...asserted, locale: null }, {})).toEqual([]);
  });

  test('do not come from an attribute that nobody asserted, whatever it is called', () => {
    const strange = ['constructor', '__proto__', 'toString'].map((attribute) => ({
      attribute,
      value: 'name',
    }));
    expect(matchRoles(strange, { groups: [], attributes: {} }, {})).toEqual([]);
  });

  test('say what gave each of them', () => {
    const matched = [...mappings, { attribute: 'groups', value: 'Ops', roleId: 'admin' }];
    expect(saidRoles(matched)).toEqual([
      { roleId: 'developer', reason: 'group Engineering' },
      { roleId: 'seller', reason: 'department Sales' },
      { roleId: 'admin', reason: 'group IT, group Ops' },
    ]);
  });

  test('do not come from a group called like a value of another attribute', () => {
    expect(roles(['Sales'], { groups: ['IT'] })).toEqual([]);
  });
});
