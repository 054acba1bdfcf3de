import { describe, expect, test } from 'vitest';
import type { UserDetails } from '@/lib/users/get-user';
import { removalWords } from './removal-words';

function words(sessionCount: number, ...organizations: string[]) {
  const memberships = organizations.map((organizationName) => ({ organizationName }));
  return removalWords({ sessionCount, memberships } as unknown as UserDetails);
}

describe('what ends for someone who leaves the staff', () => {
  test('is the account too, when they belong to no organization', () => {
    expect(words(0)).toEqual(['Not signed in now', 'Belongs to no organization, so the account is deleted']);
  });

  test('is only their sessions, when they belong to organizations', () => {
    expect(words(1, 'Acme')).toEqual(['1 session ends', 'The membership of Acme stays']);
    expect(words(2, 'Acme', 'Bolt')).toEqual(['2 sessions end', '2 memberships of organizations stay']);
  });
});
