import { describe, expect, test } from 'vitest';
import type { StaffRole } from '@/lib/authz/context';
import type { StaffRow } from '@/lib/staff/list-staff';
import { isOnlyOwner } from './staff-viewer';

function staff(...roles: StaffRole[]): StaffRow[] {
  return roles.map((role, index) => ({
    userId: `usr_${index}`,
    email: `person${index}@example.com`,
    name: null,
    role,
    addedAt: new Date(0),
    addedByName: null,
    lastLoginAt: null,
  }));
}

describe('the only owner', () => {
  test.each<[StaffRole[], boolean]>([
    [['OWNER'], true],
    [['OWNER', 'ADMIN', 'SUPPORT'], true],
    [['OWNER', 'OWNER'], false],
    [['ADMIN', 'OWNER'], false],
  ])('of %j is the first: %s', (roles, expected) => {
    const rows = staff(...roles);
    expect(rows.slice(0, 1).map((person) => isOnlyOwner(person, rows))).toEqual([expected]);
  });
});
