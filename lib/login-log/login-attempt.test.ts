import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { presentReference } from '@/components/logins/login-words';
import { later, testNow } from '@/tests/factories/world';
import { boundedText, loginState, newReference, parseReference } from './login-attempt';

describe('the reference of an attempt', () => {
  test('is eight characters that nobody mistakes for others', () => {
    const references = new Set(Array.from({ length: 2000 }, newReference));
    expect(references.size).toBe(2000);
    expect([...references].every((reference) => /^[0-9A-HJKMNP-TV-Z]{8}$/.test(reference))).toBe(true);
  });

  test('is found however somebody writes it down', () => {
    for (const reference of Array.from({ length: 200 }, newReference)) {
      expect(parseReference(presentReference(reference))).toBe(reference);
      expect(parseReference(` ${reference.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')} `)).toBe(
        reference,
      );
    }
  });

  test.each(['', '1234567', '123456789', 'ada@example.com', '1234567U', '1234 567!'])(
    'is not what %j says',
    (typed) => {
      expect(parseReference(typed)).toBeNull();
    },
  );
});

describe('text of the log', () => {
  test('is one line of at most 500 characters, whatever it is made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 450, maxLength: 550 }), (text) => {
        const bounded = boundedText(text);
        expect(bounded.length).toBeLessThanOrEqual(500);
        expect(bounded).not.toMatch(/\p{C}/u);
      }),
    );
  });

  test.each([
    ['a signed token', 'got eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl here'],
    ['an assertion', `got ${'PHNhbWxwOlJlc3BvbnNl'.repeat(20)} here`],
    ['a long code', `got ${'a1_-'.repeat(20)} here`],
  ])('leaves out %s', (_, text) => {
    expect(boundedText(text)).toBe('got … here');
  });

  test.each([
    'The issuer is https://sts.windows.net/1f0e6f5c-7b0e-4a55-9df4-2f4f1c6a7d10/, not https://idp.example.com.',
    `Signed by a certificate with the fingerprint ${'0f'.repeat(32)}.`,
  ])('keeps what an admin needs: %s', (text) => {
    expect(boundedText(text)).toBe(text);
  });
});

describe('an attempt', () => {
  test.each([
    ['PENDING', 0, 'pending'],
    ['PENDING', 1799, 'pending'],
    ['PENDING', 1800, 'abandoned'],
    ['SUCCESS', 9999, 'success'],
    ['FAILURE', 9999, 'failure'],
  ] as const)('%s after %i seconds counts as %s', (outcome, seconds, state) => {
    expect(loginState({ outcome, createdAt: testNow }, later(seconds))).toBe(state);
  });
});
