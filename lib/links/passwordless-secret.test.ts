import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isPasswordlessCode,
  passwordlessCode,
  passwordlessToken,
  readPasswordlessToken,
} from './passwordless-secret';

const secret = fc.string({ minLength: 32, maxLength: 60 });
const requestId = fc.stringMatching(/^[A-Za-z0-9_-]{43}$/);

describe('the code of a request', () => {
  test('has six digits and is right under this secret and as a previous one', () => {
    fc.assert(
      fc.property(requestId, secret, secret, (id, key, fresh) => {
        const code = passwordlessCode(id, [key]);
        expect(code).toMatch(/^[0-9]{6}$/);
        expect(isPasswordlessCode(id, code, [key])).toBe(true);
        expect(isPasswordlessCode(id, code, [fresh, key])).toBe(true);
      }),
    );
  });

  test.each(['', ' ', '12345', '1234567', 'abcdef', '１２３４５６'])('is never %j', (code) => {
    expect(isPasswordlessCode('r'.repeat(43), code, ['a secret that is long enough for it'])).toBe(false);
  });

  test('is another for another request, and no two lengths compare', () => {
    const key = 'a secret that is long enough for it';
    const codes = Array.from({ length: 200 }, (_, index) =>
      passwordlessCode(String(index).padStart(43, '0'), [key]),
    );
    expect(new Set(codes).size).toBeGreaterThan(195);
    expect(isPasswordlessCode('short', passwordlessCode('short', [key]), [key])).toBe(false);
  });
});

describe('the token of a link', () => {
  test('fits into what the contract allows and reads back as its request', () => {
    fc.assert(
      fc.property(requestId, secret, secret, (id, key, fresh) => {
        fc.pre(key !== fresh);
        const token = passwordlessToken(id, [key]);
        expect(token.length).toBeLessThanOrEqual(100);
        expect(readPasswordlessToken(token, [key])).toBe(id);
        expect(readPasswordlessToken(token, [fresh])).toBeNull();
        expect(readPasswordlessToken(`${token}x`, [key])).toBeNull();
      }),
    );
  });
});
