import { describe, expect, test } from 'vitest';
import { isLoginFiltered, readLoginView } from './login-view';
import { presentReference } from './login-words';

const organizationId = 'org_1000000000000000001';

describe('the address of a login log', () => {
  test('says who, which way, with what outcome and when', () => {
    const view = readLoginView(organizationId, {
      q: 'ada@example.com',
      outcome: 'failure,abandoned',
      method: 'sso',
      connection: 'conn_1',
      since: '2026-11-01',
      until: '2026-11-22',
    });
    expect(view).toMatchObject({
      organizationId,
      search: 'ada@example.com',
      states: ['failure', 'abandoned'],
      methods: ['sso'],
      connectionId: 'conn_1',
      from: new Date('2026-11-01T00:00:00.000Z'),
      to: new Date('2026-11-23T00:00:00.000Z'),
    });
  });

  test('may hold nonsense, which counts as not set and leaves the rest as it is', () => {
    const view = readLoginView(null, { outcome: ['toString', 'success'], method: 'x', since: 'soon' });
    expect(view).toMatchObject({ organizationId: null, states: ['success'], methods: [], from: null });
  });

  test.each([
    [{ q: 'ada' }, true],
    [{ connection: 'conn_1' }, true],
    [{ until: '2026-11-22' }, true],
    [{ cursor: 'abc', from: '51' }, false],
    [{}, false],
  ])('%j leaves something out: %s', (parameters, isFiltered) => {
    expect(isLoginFiltered(parameters)).toBe(isFiltered);
  });
});

test('a reference is told in two halves', () => {
  expect(presentReference('GPE8K2MM')).toBe('GPE8-K2MM');
});
