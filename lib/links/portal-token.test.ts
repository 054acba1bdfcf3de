import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { portalToken, portalUrl, readPortalToken } from './portal-token';
import { readSignInToken, signInToken } from './sign-in-token';

const secret = fc.string({ minLength: 32, maxLength: 60 });
const linkId = fc.stringMatching(/^[0-9]{17,19}$/).map((text) => `lnk_${text}`);
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.';

describe('the token of a set-up link', () => {
  test('reads back as the link it was made for, under this secret and as a previous one', () => {
    fc.assert(
      fc.property(linkId, secret, secret, (id, key, fresh) => {
        fc.pre(key !== fresh);
        const token = portalToken(id, [key]);
        expect(token).toMatch(/^[0-9]{17,19}\.[A-Za-z0-9_-]{43}$/);
        expect(readPortalToken(token, [key])).toBe(id);
        expect(readPortalToken(token, [fresh, key])).toBe(id);
        expect(readPortalToken(token, [fresh])).toBeNull();
      }),
    );
  });

  test('is refused when any one character of it is another', () => {
    fc.assert(
      fc.property(linkId, secret, fc.nat(), fc.constantFrom(...alphabet), (id, key, at, character) => {
        const token = portalToken(id, [key]);
        const position = at % token.length;
        fc.pre(token[position] !== character);
        const changed = token.slice(0, position) + character + token.slice(position + 1);
        expect(readPortalToken(changed, [key])).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  test('signs nobody in, and a sign-in link of the same id opens no set-up', () => {
    fc.assert(
      fc.property(linkId, secret, (id, key) => {
        expect(readSignInToken(portalToken(id, [key]), [key])).toBeNull();
        expect(readPortalToken(signInToken(id, [key]), [key])).toBeNull();
      }),
    );
  });

  test('stands in an address on the configured base URL', () => {
    const id = 'lnk_1000000000000000001';
    expect(portalUrl(id)).toBe(`http://localhost:3000/portal/${portalToken(id)}`);
  });
});
