import { describe, expect, test } from 'vitest';
import { whatChanged } from './what-changed';

describe('what changed', () => {
  test('is every field that differs, with both values, and no other', () => {
    const before = { name: 'a', seats: null, tags: ['x'], at: new Date(0) };
    const after = { name: 'b', seats: null, tags: ['x', 'y'], at: new Date(0) };
    expect(whatChanged<Record<string, unknown>>(before, after)).toEqual({
      before: { name: 'a', tags: ['x'] },
      after: { name: 'b', tags: ['x', 'y'] },
    });
  });

  test('is nothing when every field has the same value', () => {
    expect(whatChanged({ tags: ['x'] }, { tags: ['x'] })).toBeNull();
  });

  test('is not the order of pairs', () => {
    const pairs = (entries: Record<string, string>) => ({ metadata: entries });
    expect(whatChanged(pairs({ one: '1', two: '2' }), pairs({ two: '2', one: '1' }))).toBeNull();
  });
});
