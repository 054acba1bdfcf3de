import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId } from '../id';
import { type InvitationLink, invitationToken, invitationUrl, readInvitationToken } from './invitation-token';

const anyCharacter = fc.nat(0xffff).map((code) => String.fromCharCode(code));
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.';
const secret = fc.string({ minLength: 32, maxLength: 60 });
const digits = fc.stringMatching(/^[0-9]{17,19}$/);

const link: fc.Arbitrary<InvitationLink> = fc.record({
  invitationId: digits.map((text) => `inv_${text}`),
  generation: fc.integer({ min: 1, max: 999_999_999 }),
  purpose: fc.constantFrom('mail', 'copy'),
});

describe("the token of an invitation's link", () => {
  test('reads back as what it was made for', () => {
    fc.assert(
      fc.property(link, secret, (made, key) => {
        expect(readInvitationToken(invitationToken(made, [key]), [key])).toEqual(made);
      }),
    );
  });

  test('has one form: digits, generation and 43 characters that a URL leaves alone', () => {
    fc.assert(
      fc.property(link, secret, (made, key) => {
        const token = invitationToken(made, [key]);
        expect(token).toMatch(/^[0-9]{17,19}\.[1-9][0-9]{0,8}\.[A-Za-z0-9_-]{43}$/);
        expect(encodeURIComponent(token)).toBe(token);
        expect(invitationToken(made, [key])).toBe(token);
      }),
    );
  });

  test('is refused when any one character of it is another', () => {
    fc.assert(
      fc.property(link, secret, fc.nat(), fc.constantFrom(...alphabet), (made, key, at, character) => {
        const token = invitationToken(made, [key]);
        const position = at % token.length;
        fc.pre(token[position] !== character);
        const changed = token.slice(0, position) + character + token.slice(position + 1);
        expect(readInvitationToken(changed, [key])).toBeNull();
      }),
      { numRuns: 1000 },
    );
  });

  test('is refused when something is added or missing', () => {
    fc.assert(
      fc.property(link, secret, fc.string({ minLength: 1, maxLength: 5 }), (made, key, extra) => {
        const token = invitationToken(made, [key]);
        for (const changed of [token + extra, extra + token, token.slice(0, -1), token.slice(1)]) {
          expect(readInvitationToken(changed, [key])).toBeNull();
        }
      }),
    );
  });

  test('of one purpose, invitation, generation or secret is never that of another', () => {
    fc.assert(
      fc.property(link, link, secret, secret, (one, other, key, otherKey) => {
        const same = JSON.stringify(one) === JSON.stringify(other) && key === otherKey;
        const macOf = (text: string) => text.split('.')[2];
        const [mac, otherMac] = [
          macOf(invitationToken(one, [key])),
          macOf(invitationToken(other, [otherKey])),
        ];
        expect(mac === otherMac).toBe(same);
      }),
    );
    const made = { invitationId: 'inv_1000000000000000001', generation: 1, purpose: 'mail' } as const;
    const changes = [
      { purpose: 'copy' },
      { generation: 2 },
      { invitationId: 'inv_1000000000000000002' },
    ] as const;
    const tokens = [made, ...changes.map((change) => ({ ...made, ...change }))].map((each) =>
      invitationToken(each),
    );
    expect(new Set(tokens.map((token) => token.split('.')[2])).size).toBe(4);
  });

  test('stays good while its secret is a previous one, and no longer', () => {
    fc.assert(
      fc.property(link, secret, secret, (made, old, fresh) => {
        fc.pre(old !== fresh);
        const token = invitationToken(made, [old]);
        expect(readInvitationToken(token, [fresh, 'x'.repeat(40), old])).toEqual(made);
        expect(readInvitationToken(token, [fresh])).toBeNull();
        expect(invitationToken(made, [fresh, old])).not.toBe(token);
      }),
    );
  });

  test('is refused, not failed on, whatever is sent instead', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 80 }), (text) => {
        expect(readInvitationToken(text)).toBeNull();
      }),
    );
  });

  test('stands in an address on the configured base URL', () => {
    const made = { invitationId: newId('invitation'), generation: 1, purpose: 'mail' } as const;
    expect(invitationUrl(made)).toBe(`http://localhost:3000/invite/${invitationToken(made)}`);
  });
});
