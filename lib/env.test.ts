import { describe, expect, test } from 'vitest';
import { readEnv } from './env';

describe('the environment', () => {
  const secret = 'a secret that only tests use and that is long';

  test('holds secrets of before, none of them too short to make links with', () => {
    const read = (text: string) => readEnv({ USHER_SECRET_PREVIOUS: text }).previousSecrets;
    expect(read(`${secret}1, ${secret}2`)).toEqual([`${secret}1`, `${secret}2`]);
    expect(() => read(`${secret}1,too short`)).toThrow(/^USHER_SECRET_PREVIOUS: expected secrets of [^\n]+$/);
  });
});
