import { describe, expect, test } from 'vitest';
import { isFinished, nextStep } from './checklist';
import { type DirectoryProgress, directoryChecklistOf } from './directory-checklist';
import { directoryFinish } from './finish-words';

const directory: DirectoryProgress['directory'] = {
  directoryId: 'dir_1000000000000000001',
  provider: 'OKTA',
  enabled: false,
  secrets: [],
  userCount: 0,
  groupCount: 0,
  usersChangedAt: null,
  roleMappings: [],
};
const now = new Date('2026-11-22T12:00:00Z');
const secret = { id: 'sec_1', suffix: 'abcd', createdAt: now, lastUsedAt: null, expiresAt: null };

function steps(changed: Partial<typeof directory> = {}, verifiedDomainCount = 1) {
  const counts = { domainCount: 1, verifiedDomainCount };
  return directoryChecklistOf({
    directory: { ...directory, ...changed },
    applicationName: 'Northwind',
    ...counts,
  });
}

describe('the checklist of a directory', () => {
  test('names the application and the directory, and leads to pages of the directory', () => {
    expect(steps().map(({ label }) => label)).toEqual([
      'Verify your domains',
      'Switch it on',
      'Connect Okta to Northwind',
      'See what arrives',
      'Roles of groups',
    ]);
    expect(steps()[2]?.href).toBe('/portal/directories/dir_1000000000000000001/application');
  });

  test('goes on at what is left, and is done when somebody has arrived, without roles too', () => {
    const next = (changed?: Partial<typeof directory>, verified?: number) =>
      nextStep(steps(changed, verified))?.id;
    expect(next({}, 0)).toBe('domains');
    expect(next()).toBe('enable');
    expect(next({ enabled: true, secrets: [secret] })).toBe('application');
    const used = { enabled: true, secrets: [{ ...secret, lastUsedAt: now }] };
    expect(next(used)).toBe('log');
    expect(isFinished(steps(used))).toBe(false);
    const arrived = { ...used, usersChangedAt: now, userCount: 2, groupCount: 1 };
    expect(isFinished(steps(arrived))).toBe(true);
    expect(steps(arrived)[3]?.note).toBe('2 users, 1 group');
  });
});

test('whoever is done reads what works, by the names of their own', () => {
  const place = {
    applicationName: 'Northwind',
    domains: ['acme.example', 'acme.example.org'],
    supportAddress: null,
  };
  const [first] = directoryFinish({ provider: 'CUSTOM', userCount: 1 }, place);
  expect(first).toBe(
    '1 user came. Those who are active and have an address in acme.example or acme.example.org are members of Northwind, and follow your directory from now on.',
  );
});
