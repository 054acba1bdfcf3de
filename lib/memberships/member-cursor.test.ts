import { describe, expect, test } from 'vitest';
import { encodeMemberCursor, type MemberCursor, readMemberCursor } from './member-cursor';

const seen: MemberCursor = { way: 'next', value: '2026-11-22T12:00:00.123456Z', id: 'mem_1' };

describe('a cursor', () => {
  test.each([
    ['seen', seen],
    ['joined', seen],
    ['seen', { ...seen, value: '1970-01-01T00:00:00.000000Z' }],
    ['person', { way: 'previous', value: 'zoë@example.com', id: 'mem_1' }],
  ] as const)('of a list by %s says what it was made for', (sort, cursor) => {
    expect(readMemberCursor({ sort, cursor: encodeMemberCursor(cursor) })).toEqual(cursor);
  });

  test.each([
    ['that is no JSON', 'nonsense'],
    ['of another shape', Buffer.from('{"way":"next"}').toString('base64url')],
    ['in an unknown direction', Buffer.from('["sideways","a","b"]').toString('base64url')],
    ['with a zero byte', encodeMemberCursor({ ...seen, id: 'mem_\0' })],
    ['of another order', encodeMemberCursor({ ...seen, value: 'ada@example.com' })],
    ['of the year 0', encodeMemberCursor({ ...seen, value: '0000-01-01T00:00:00.000000Z' })],
    ['of a day that never was', encodeMemberCursor({ ...seen, value: '2026-99-99T12:00:00.000000Z' })],
  ])('%s counts as none', (_, cursor) => {
    expect(readMemberCursor({ sort: 'seen', cursor })).toBeNull();
    expect(readMemberCursor({ sort: 'joined', cursor })).toBeNull();
  });
});
