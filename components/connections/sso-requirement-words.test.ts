import { describe, expect, test } from 'vitest';
import { requirementWords } from './sso-requirement-words';

describe('whom it concerns that members must use SSO', () => {
  test('is said by number, with those who have to log in again and those who cannot', () => {
    const { description, consequences } = requirementWords({
      members: 1200,
      signedInOtherwise: 1,
      withoutWayIn: 2,
    });
    expect(description).toContain('1,200 members log in by the organization’s identity provider alone');
    expect(consequences).toEqual([
      '1 of them is signed in otherwise now, and must log in by it to go on',
      '2 of them have no address in a verified domain and cannot log in any more',
    ]);
  });

  test('is nobody yet where all members manage the login', () => {
    const { description, consequences } = requirementWords({
      members: 0,
      signedInOtherwise: 0,
      withoutWayIn: 0,
    });
    expect(description).toContain('whoever joins from now on');
    expect(consequences).toEqual([]);
  });
});
