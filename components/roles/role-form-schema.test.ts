import { expect, test } from 'vitest';
import { asEverywhere, defaultRolesFormSchema, noRole, roleFormSchema } from './role-form-schema';

const roleId = 'role_1000000000000000001';
const role = {
  name: 'billing',
  displayName: ' Billing ',
  description: '',
  permissions: ['b:x', 'a:x', 'a:x'],
};

test('a role that inherits from no other is sent without one', () => {
  const { extendsId, displayName, permissions } = roleFormSchema.parse({ ...role, extendsId: noRole });
  expect([extendsId, displayName, permissions]).toEqual([null, 'Billing', ['a:x', 'b:x']]);
  expect(roleFormSchema.parse({ ...role, extendsId: roleId }).extendsId).toBe(roleId);
});

test('a choice that is no role is refused at its field', () => {
  const { error } = roleFormSchema.safeParse({ ...role, extendsId: 'anything' });
  expect(error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
    ['extendsId', 'Choose a role.'],
  ]);
});

test('a default that is left to the environment is sent as none of its own', () => {
  expect(
    defaultRolesFormSchema.parse({ defaultCreatorRoleId: asEverywhere, defaultMemberRoleId: roleId }),
  ).toEqual({ defaultCreatorRoleId: null, defaultMemberRoleId: roleId });
});
