import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areSameRoles, decideRoles } from './decide-roles';
import { isChosen, type RoleSource, type SourcedRole, toReason } from './role-source';

const role = (roleId: string, source: RoleSource, reason: string | null = null): SourcedRole => ({
  roleId,
  source,
  reason,
});
const sso = (...ids: string[]) => ({
  source: 'SSO' as const,
  roles: ids.map((roleId) => ({ roleId, reason: 'group X' })),
});
const directory = (...ids: string[]) => ({ ...sso(...ids), source: 'DIRECTORY' as const });
const decided = (...parameters: Parameters<typeof decideRoles>) =>
  decideRoles(...parameters).map(({ roleId, source }) => `${roleId} ${source}`);

describe('the roles of somebody whose identity provider speaks', () => {
  test('replace what it gave before and the default, and go back to the default', () => {
    expect(decided([role('member', 'DEFAULT')], sso('lead'), 'member')).toEqual(['lead SSO']);
    expect(decided([role('lead', 'SSO')], sso('admin', 'seller'), 'member')).toEqual([
      'admin SSO',
      'seller SSO',
    ]);
    expect(decided([role('lead', 'SSO')], sso(), 'member')).toEqual(['member DEFAULT']);
    expect(decided([role('lead', 'SSO')], sso(), null)).toEqual([]);
  });

  test('leave alone whoever has chosen roles alone, or none', () => {
    for (const source of ['INVITATION', 'MANUAL'] as const)
      expect(decided([role('member', source)], sso('admin'), 'member')).toEqual([`member ${source}`]);
    expect(decided([], sso('admin'), 'member')).toEqual([]);
  });

  test('change beside a chosen one, which stays as it is', () => {
    const held = [role('billing', 'MANUAL'), role('lead', 'SSO')];
    expect(decided(held, sso('admin'), 'member')).toEqual(['billing MANUAL', 'admin SSO']);
    expect(decided(held, sso('billing'), 'member')).toEqual(['billing MANUAL']);
    expect(decided(held, sso(), 'member')).toEqual(['billing MANUAL', 'member DEFAULT']);
  });

  test('are the directory’s where that speaks, too', () => {
    const held = [role('lead', 'DIRECTORY')];
    expect(decided(held, sso('admin'), 'member')).toEqual(['lead DIRECTORY']);
    expect(decided([role('lead', 'SSO')], directory('admin'), 'member')).toEqual(['admin DIRECTORY']);
    expect(decided([role('lead', 'SSO')], directory(), 'member')).toEqual(['lead SSO']);
    expect(decided(held, directory(), 'member')).toEqual(['member DEFAULT']);
  });

  test('keep an older default, which counts for whoever is added later', () => {
    expect(decided([role('member', 'DEFAULT')], sso(), 'viewer')).toEqual(['member DEFAULT']);
  });
});

test('a released role goes with the next that is said, also if that is nothing', () => {
  const released = role('admin', 'DEFAULT', 'until groups decide');
  expect(decided([released], sso('lead'), 'member')).toEqual(['lead SSO']);
  expect(decided([released], sso(), 'member')).toEqual(['member DEFAULT']);
  expect(decided([released, role('viewer', 'DEFAULT')], sso(), 'member')).toEqual(['viewer DEFAULT']);
});

describe('whatever somebody holds and whatever is said', () => {
  const ids = fc.constantFrom('a', 'b', 'c', 'd');
  const sources = fc.constantFrom<RoleSource[]>('MANUAL', 'INVITATION', 'SSO', 'DIRECTORY', 'DEFAULT');
  const reasons = fc.option(fc.constantFrom('group X', 'group Y'));
  const held = fc.uniqueArray(fc.record({ roleId: ids, source: sources, reason: reasons }), {
    selector: ({ roleId }) => roleId,
  });
  const said = fc.record({
    source: fc.constantFrom<('SSO' | 'DIRECTORY')[]>('SSO', 'DIRECTORY'),
    roles: fc.uniqueArray(fc.record({ roleId: ids, reason: reasons }), { selector: ({ roleId }) => roleId }),
  });

  test('chosen roles stay, none is there twice, and saying it again changes nothing', () => {
    fc.assert(
      fc.property(held, said, ids, (had, saying, defaultRoleId) => {
        const now = decideRoles(had, saying, defaultRoleId);
        expect(now.filter(isChosen)).toEqual(had.filter(isChosen));
        expect(new Set(now.map(({ roleId }) => roleId)).size).toBe(now.length);
        expect(areSameRoles(decideRoles(now, saying, defaultRoleId), now)).toBe(true);
        if (had.length > 0) expect(now.length).toBeGreaterThan(0);
      }),
    );
  });

  test('one source at a time gives what nobody chose, and what it no longer says is gone', () => {
    fc.assert(
      fc.property(held, said, ids, (had, saying, defaultRoleId) => {
        const followed = decideRoles(had, saying, defaultRoleId).filter((one) => !isChosen(one));
        if (had.every(isChosen)) expect(followed).toEqual([]);
        expect(new Set(followed.map(({ source }) => source)).size).toBeLessThanOrEqual(1);
        const spoken = saying.roles.map(({ roleId }) => roleId);
        const given = followed.filter(({ source }) => source === saying.source);
        expect(spoken).toEqual(expect.arrayContaining(given.map(({ roleId }) => roleId)));
      }),
    );
  });
});

describe('the reason that is kept', () => {
  test('has at most 256 letters and breaks none', () => {
    expect(toReason(['group A', 'group B'])).toBe('group A, group B');
    const long = toReason(['𝒢'.repeat(300)]);
    expect([...long]).toHaveLength(256);
    expect(long).toBe(`${'𝒢'.repeat(255)}…`);
  });
});
