import { expect, test } from 'vitest';
import { roleSchema } from '@/lib/roles/role.schema';
import { suggestRoleName } from './suggest-role-name';

test.each([
  ['Billing manager', 'billing_manager'],
  ['  Éditeur / Réviseur ', 'editeur_reviseur'],
  ['2nd line support', 'nd_line_support'],
  ['admin', 'admin'],
  ['日本', ''],
  ['', ''],
])('the name suggested for %j is %j', (displayName, name) => {
  expect(suggestRoleName(displayName)).toBe(name);
});

test('whatever is suggested for a long name is a possible name', () => {
  const name = suggestRoleName('Very long words - '.repeat(9));
  expect(roleSchema.shape.name.safeParse(name).success).toBe(true);
});
