import { expect, test } from 'vitest';
import { groupPermissions } from './permission-groups';

function permission(name: string, builtIn = false) {
  return { id: `perm_${name}`, name, description: name, builtIn, grantable: true };
}

test('permissions are grouped by what they are about, with those of the console first', () => {
  const groups = groupPermissions([
    permission('invoice:write'),
    permission('members:read', true),
    permission('roles:manage', true),
    permission('chart:read'),
    permission('invoice:read'),
  ]);
  expect(groups.map(({ title, permissions }) => [title, permissions.map(({ name }) => name)])).toEqual([
    ['In this console', ['members:read', 'roles:manage']],
    ['chart', ['chart:read']],
    ['invoice', ['invoice:write', 'invoice:read']],
  ]);
});

test('a permission of the application never joins those of the console, whatever its name', () => {
  const groups = groupPermissions([permission('members:read', true), permission('members:export')]);
  expect(groups.map(({ key, permissions }) => [key, permissions.map(({ name }) => name)])).toEqual([
    ['console', ['members:read']],
    ['application/members', ['members:export']],
  ]);
});

test('a permission without a colon, which a program may bring, is about itself', () => {
  const groups = groupPermissions([permission('export'), permission('export:all')]);
  expect(groups.map(({ title, permissions }) => [title, permissions.length])).toEqual([['export', 2]]);
});
