import { describe, expect, test } from 'vitest';
import { readEnv } from './env';

describe('the environment', () => {
  const secret = 'a secret that only tests use and that is long';

  test('holds secrets of before, none of them too short to make links with', () => {
    const read = (text: string) => readEnv({ USHER_SECRET_PREVIOUS: text }).previousSecrets;
    expect(read(`${secret}1, ${secret}2`)).toEqual([`${secret}1`, `${secret}2`]);
    expect(() => read(`${secret}1,too short`)).toThrow(/^USHER_SECRET_PREVIOUS: expected secrets of [^\n]+$/);
  });

  test('is refused for what is wrong about Resend, also while there is no key yet', () => {
    expect(() => readEnv({ RESEND_FROM: 'hello' })).toThrow(/^RESEND_FROM: expected an address [^\n]+$/);
    expect(() => readEnv({ RESEND_WEBHOOK_SECRET: 'abc' })).toThrow(
      /^RESEND_WEBHOOK_SECRET: expected [^\n]+$/,
    );
    expect(() => readEnv({ RESEND_BASE_URL: 'resend' })).toThrow(/^RESEND_BASE_URL: expected [^\n]+$/);
    expect(readEnv({}).resend).toBeNull();
  });
});
