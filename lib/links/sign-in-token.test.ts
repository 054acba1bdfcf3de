import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { invitationToken, readInvitationToken } from './invitation-token';
import { readSignInToken, signInToken, signInUrl } from './sign-in-token';

const secret = fc.string({ minLength: 32, maxLength: 60 });
const digits = fc.stringMatching(/^[0-9]{17,19}$/);
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.';

describe('the token of a sign-in link', () => {
  test('reads back as the link it was made for, under this secret and as a previous one', () => {
    fc.assert(
      fc.property(digits, secret, secret, (text, key, fresh) => {
        fc.pre(key !== fresh);
        const token = signInToken(`lnk_${text}`, [key]);
        expect(token).toMatch(/^[0-9]{17,19}\.[A-Za-z0-9_-]{43}$/);
        expect(readSignInToken(token, [key])).toBe(`lnk_${text}`);
        expect(readSignInToken(token, [fresh, key])).toBe(`lnk_${text}`);
        expect(readSignInToken(token, [fresh])).toBeNull();
      }),
    );
  });

  test('is refused when any one character of it is another', () => {
    fc.assert(
      fc.property(digits, secret, fc.nat(), fc.constantFrom(...alphabet), (text, key, at, character) => {
        const token = signInToken(`lnk_${text}`, [key]);
        const position = at % token.length;
        fc.pre(token[position] !== character);
        const changed = token.slice(0, position) + character + token.slice(position + 1);
        expect(readSignInToken(changed, [key])).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  test('is nothing to an invitation, nor the other way round, though the digits are the same', () => {
    fc.assert(
      fc.property(digits, secret, (text, key) => {
        const signIn = signInToken(`lnk_${text}`, [key]);
        const invitation = invitationToken({ invitationId: `inv_${text}`, generation: 1, purpose: 'mail' }, [
          key,
        ]);
        const [signInMac, invitationMac] = [signIn.split('.')[1], invitation.split('.')[2]];
        expect(readInvitationToken(`${text}.1.${signInMac}`, [key])).toBeNull();
        expect(readSignInToken(`${text}.${invitationMac}`, [key])).toBeNull();
      }),
    );
  });

  test('stands in an address on the configured base URL', () => {
    const id = 'lnk_1000000000000000001';
    expect(signInUrl(id)).toBe(`http://localhost:3000/login/link/${signInToken(id)}`);
  });
});
