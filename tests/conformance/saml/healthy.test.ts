import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkResponse } from '@/server/sso/saml/check-response';
import { mintSamlResponse } from '../../fakes/saml-response';
import {
  acsUrl,
  assertionXml,
  at,
  base64,
  encrypted,
  entityId,
  issuer,
  responseXml,
  signed,
} from './documents';
import { type Keys, makeKeys, posted, refusedAt } from './world';

let keys: Keys;
beforeAll(async () => {
  keys = await makeKeys();
});

const modes = ['signed-response', 'signed-assertion', 'both', 'encrypted-assertion'] as const;
const claims = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';

describe.each(['idp', 'next'] as const)(
  'an identity provider that signs with its certificate %s',
  (signer) => {
    test.each(modes)('is believed: %s', async (mode) => {
      const response = await mintSamlResponse({
        issuer,
        key: keys[signer],
        entityId,
        acsUrl,
        inResponseTo: '_request',
        mode,
        serviceProviderCertificate: keys.own.certificate,
        user: {
          nameId: 'ada@customer.example.com',
          attributes: {
            [`${claims}/givenname`]: 'Ada',
            [`${claims}/surname`]: 'Lovelace',
            groups: ['One', 'Two'],
          },
        },
      });
      const gate = checkResponse(posted(keys, response, {}, new Date()));
      expect(gate).toMatchObject({
        ok: true,
        passed: {
          identity: {
            subject: 'ada@customer.example.com',
            email: 'ada@customer.example.com',
            givenName: 'Ada',
            familyName: 'Lovelace',
            groups: ['One', 'Two'],
          },
          inResponseTo: '_request',
        },
      });
    });
  },
);

describe('a response that passes', () => {
  const response = (changes = {}) => base64(signed(responseXml(assertionXml(changes)), 'Response', keys.idp));

  test('says who, which assertion, until when and which request', async () => {
    expect(checkResponse(posted(keys, response()))).toEqual({
      ok: true,
      passed: {
        identity: {
          subject: 'ada@customer.example.com',
          email: 'ada@customer.example.com',
          emailVerified: true,
          givenName: null,
          familyName: null,
          displayName: null,
          picture: null,
          locale: null,
          phoneNumber: null,
          groups: ['Engineers'],
          attributes: { groups: ['Engineers'] },
        },
        assertionId: '_assertion',
        expiresAt: new Date(at(360)),
        inResponseTo: '_request',
      },
      steps: expect.arrayContaining(['readable', 'pinned-certificate', 'signature', 'audience', 'subject']),
    });
  });

  test('may come without being asked for, and says so', async () => {
    const unasked = responseXml(
      assertionXml({ confirmation: ` NotOnOrAfter="${at(300)}" Recipient="${acsUrl}"` }),
      { attributes: ` Destination="${acsUrl}"` },
    );
    const gate = checkResponse(posted(keys, base64(signed(unasked, 'Response', keys.idp))));
    expect(gate).toMatchObject({ ok: true, passed: { inResponseTo: null } });
  });

  test.each([
    ['its NotOnOrAfter passed 59.999 s ago', { conditions: ` NotOnOrAfter="${at(-59.999)}"` }, null],
    ['its NotOnOrAfter passed 60 s ago', { conditions: ` NotOnOrAfter="${at(-60)}"` }, 'time'],
    ['its NotBefore comes in 60 s', { conditions: ` NotBefore="${at(60)}"` }, null],
    ['its NotBefore comes in 60.001 s', { conditions: ` NotBefore="${at(60.001)}"` }, 'time'],
  ])('allows clocks to differ by less than a minute: %s', async (_, changes, step) => {
    expect(refusedAt(posted(keys, response(changes)))).toBe(step);
  });

  test.each(['aes-256-gcm', 'aes-128-gcm', 'aes-256-cbc', 'aes-128-cbc'] as const)(
    'may be encrypted with %s, inside of a signed response or with a signature of its own',
    async (cipher) => {
      const plain = assertionXml();
      const inside = encrypted(plain, keys.own.certificate, cipher);
      const around = signed(responseXml(inside), 'Response', keys.idp);
      expect(refusedAt(posted(keys, base64(around), { encryptionRequired: true }))).toBeNull();
      const own = encrypted(signed(plain, 'Assertion', keys.idp), keys.own.certificate, cipher);
      expect(refusedAt(posted(keys, base64(responseXml(own))))).toBeNull();
    },
  );
});

test('whatever passes, the identity is the one that was signed', async () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
  const signer = fc.constantFrom('Response' as const, 'Assertion' as const);
  let passes = 0;
  await fc.assert(
    fc.asyncProperty(text, text, signer, async (nameId, group, element) => {
      const attributes = `<saml:AttributeStatement><saml:Attribute Name="groups"><saml:AttributeValue>${inXml(group)}</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>`;
      const xml = responseXml(assertionXml({ nameId: inXml(nameId), attributes }));
      const gate = checkResponse(posted(keys, base64(signed(xml, element, keys.idp))));
      if (!gate.ok) return;
      passes += 1;
      expect(gate.passed.identity).toMatchObject({ subject: nameId, groups: [group] });
    }),
    { numRuns: 80 },
  );
  expect(passes).toBeGreaterThan(40);
});

function inXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}
