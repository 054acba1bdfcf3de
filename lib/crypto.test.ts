import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashToken, hmac, isLinkMac, linkMac, randomToken } from './crypto';

const key = Buffer.alloc(32, 1);
const secret = 'a secret that is long enough, 32 characters';
const part = fc.string({ unit: fc.constantFrom('a', 'b', '1', '.'), maxLength: 4 });

describe('a mac', () => {
  test('of one list of parts is never that of another, however they read together', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1 }), fc.array(part, { minLength: 1 }), (one, other) => {
        const same = JSON.stringify(one) === JSON.stringify(other);
        expect(hmac(key, one).equals(hmac(key, other))).toBe(same);
      }),
    );
    expect(hmac(key, ['a1', '2']).equals(hmac(key, ['a', '12']))).toBe(false);
  });

  test('is good under any of the secrets and under no other', () => {
    const mac = linkMac(secret, ['a']);
    expect(isLinkMac(mac, [`${secret}2`, secret], ['a'])).toBe(true);
    expect(isLinkMac(mac, [`${secret}2`], ['a'])).toBe(false);
    expect(isLinkMac(mac, [secret], ['b'])).toBe(false);
    expect(isLinkMac('', [secret], ['a'])).toBe(false);
  });

  test('is not made with a secret that is too short', () => {
    expect(() => linkMac('short', ['a'])).toThrow('USHER_SECRET');
  });
});

describe('a token', () => {
  test('is as long as its bytes say, another each time, and stored as its hash', () => {
    expect(randomToken()).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(randomToken(6)).toHaveLength(8);
    expect(new Set(Array.from({ length: 1000 }, () => randomToken())).size).toBe(1000);
    // SHA-256 of "abc": FIPS 180-4, appendix B.1.
    expect(hashToken('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
