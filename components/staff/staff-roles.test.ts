import { describe, expect, test } from 'vitest';
import type { StaffRole } from '@/lib/authz/context';
import { staffRoleOptions } from './staff-roles';

describe('the staff roles to choose from', () => {
  test.each<[StaffRole, string[]]>([
    ['OWNER', ['SUPPORT', 'ADMIN', 'OWNER']],
    ['ADMIN', ['SUPPORT', 'ADMIN']],
  ])('an %s may give %j', (viewer, given) => {
    const options = staffRoleOptions(viewer);
    expect(options.filter(({ disabled }) => !disabled).map(({ value }) => value)).toEqual(given);
  });

  test('that may not be given say why', () => {
    expect(staffRoleOptions('ADMIN').at(-1)).toMatchObject({
      value: 'OWNER',
      hint: 'Only an owner can make someone an owner.',
    });
  });
});
