import { describe, expect, test } from 'vitest';
import { matchRoles } from './match-roles';

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

  test('do not come from a group called like a value of another attribute', () => {
    expect(roles(['Sales'], { groups: ['IT'] })).toEqual([]);
  });
});
