import { describe, expect, test } from 'vitest';
import { isActivityFiltered, readActivityView } from './activity-view';

const organizationId = 'org_1000000000000000001';

describe('the address of a log', () => {
  test('says what happened, to whom, by whom and when', () => {
    const view = readActivityView(organizationId, {
      action: 'invitation.created,role.deleted',
      target: 'ada@example.com',
      actor: 'usr_1',
      since: '2026-11-01',
      until: '2026-11-22',
    });
    expect(view).toMatchObject({
      organizationId,
      actions: ['invitation.created', 'role.deleted'],
      target: 'ada@example.com',
      actorId: 'usr_1',
      from: new Date('2026-11-01T00:00:00.000Z'),
      to: new Date('2026-11-23T00:00:00.000Z'),
    });
  });

  test('may hold nonsense, which counts as not set and leaves the rest as it is', () => {
    const view = readActivityView(null, {
      action: ['invitation.created', 'toString', 'drop table'],
      since: 'yesterday',
      target: 'ada',
    });
    expect(view).toMatchObject({
      organizationId: null,
      actions: ['invitation.created'],
      from: null,
      target: 'ada',
    });
  });

  test.each([
    [{ target: 'ada' }, true],
    [{ until: '2026-11-22' }, true],
    [{ cursor: 'abc', from: '51' }, false],
    [{ action: '' }, false],
  ])('%j leaves something out: %j', (parameters, isFiltered) => {
    expect(isActivityFiltered(parameters)).toBe(isFiltered);
  });
});
