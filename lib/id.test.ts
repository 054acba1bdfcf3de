import { describe, expect, test } from 'vitest';
import { firstId, idDigits, idFromDigits, isId, newId } from './id';

const noon = new Date('2026-11-22T12:00:00.000Z');

describe('an id', () => {
  test('has its prefix and nineteen digits, and is distinct among 100,000 of one millisecond', () => {
    const ids = Array.from({ length: 100_000 }, () => newId('user', noon));
    expect(new Set(ids).size).toBe(100_000);
    expect(ids.every((id) => /^usr_[0-9]{19}$/.test(id))).toBe(true);
  });

  test('comes after those of the millisecond before, as text', () => {
    const times = [new Date('2023-01-01'), noon, new Date(noon.getTime() + 1), new Date('2083-12-31')];
    const ids = times.map((time) => newId('organization', time));
    expect([...ids].sort()).toEqual(ids);
  });

  test.each([
    ['usr_1600000000000000000', true],
    ['usr_16000000000000000', true],
    ['usr_1600', false],
    ['org_1600000000000000000', false],
    ['usr_16000000000000000000', false],
    ["usr_1600000000000000000'", false],
  ])('%s of a user: %s', (text, expected) => {
    expect(isId('user', text)).toBe(expected);
  });

  test('and the digits of its link say the same', () => {
    const id = newId('invitation', noon);
    expect(idFromDigits('invitation', idDigits(id))).toBe(id);
    expect(idFromDigits('invitation', '12')).toBeNull();
  });
});

describe('the first id of a time', () => {
  test('is not after any id of that millisecond, and after every one before', () => {
    const bound = firstId('audit', noon);
    expect(newId('audit', noon) >= bound).toBe(true);
    expect(newId('audit', new Date(noon.getTime() - 1)) < bound).toBe(true);
  });

  test('is of nineteen digits for every time', () => {
    const times = ['0001-01-01', '2015-01-01', '2022-07-22', '9999-12-31'].map((text) => new Date(text));
    expect(times.map((time) => firstId('audit', time).length)).toEqual([23, 23, 23, 23]);
  });
});
