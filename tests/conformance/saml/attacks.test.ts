import { beforeAll, describe, expect, test } from 'vitest';
import { checkResponse } from '@/server/sso/saml/check-response';
import { contentAttacks } from './attacks-content';
import { signatureAttacks } from './attacks-signature';
import { wrappingAttacks } from './attacks-wrapping';
import { assertionXml, base64, now, responseXml, signed } from './documents';
import { type Keys, makeKeys, posted, refusedAt } from './world';

let keys: Keys;
beforeAll(async () => {
  keys = await makeKeys();
});

describe.each([
  ['wrapping', wrappingAttacks],
  ['signature', signatureAttacks],
  ['content', contentAttacks],
] as const)('an attack by %s', (_, attacks) => {
  test.each(attacks)('is refused at the step $step: $name', async ({ step, forge, settings }) => {
    const gate = checkResponse(posted(keys, forge(keys), settings));
    const { steps: _, ...refusal } = gate;
    expect(refusal).toEqual({ ok: false, step, reason: expect.stringMatching(/^.{10,500}$/s) });
  });
});

describe('the pinned certificates', () => {
  const healthy = () => base64(signed(responseXml(assertionXml()), 'Response', keys.idp));
  const pinned = (notBefore: number, notAfter: number) => {
    const input = posted(keys, healthy());
    const at = (seconds: number) => new Date(now.getTime() + seconds * 1000);
    const validity = { notBefore: at(notBefore), notAfter: at(notAfter) };
    const certificates = [{ certificate: keys.idp.certificate, ...validity }];
    return { ...input, connection: { ...input.connection, certificates } };
  };

  test.each([
    ['one that is valid', -100, 100, null],
    ['one that expired within the last minute', -100, -59, null],
    ['one that expired a minute ago', -100, -60, 'pinned-certificate'],
    ['one that becomes valid in a minute', 60, 100, null],
    ['one that becomes valid later', 61, 100, 'pinned-certificate'],
  ])('are used while they are valid: %s', async (_, notBefore, notAfter, step) => {
    expect(refusedAt(pinned(notBefore, notAfter))).toBe(step);
  });

  test('do not let an expired one sign while another one is valid', async () => {
    const input = pinned(-100, -60);
    const next = { certificate: keys.next.certificate, notBefore: now, notAfter: new Date('2027-01-01') };
    const certificates = [...input.connection.certificates, next];
    const connection = { ...input.connection, certificates };
    expect(refusedAt({ ...input, connection })).toBe('signature');
  });

  test('must be there', async () => {
    const input = posted(keys, healthy());
    expect(refusedAt({ ...input, connection: { ...input.connection, certificates: [] } })).toBe(
      'pinned-certificate',
    );
  });

  test('that are missing are named to the admin by what the message says of itself', async () => {
    const foreign = base64(signed(responseXml(assertionXml()), 'Response', keys.attacker));
    const gate = checkResponse(posted(keys, foreign));
    expect(gate.ok ? '' : gate.reason).toMatch(/fingerprint “[0-9a-f]{64}”/);
  });
});

test('without our own key nothing is decrypted, and without an entity id nobody is believed', async () => {
  const encrypted = signatureAttacks.find(({ name }) => name === 'encrypted, and signed by nobody');
  const input = posted(keys, encrypted?.forge(keys) ?? '');
  expect(refusedAt({ ...input, connection: { ...input.connection, privateKey: null } })).toBe('decryption');
  const healthy = base64(signed(responseXml(assertionXml()), 'Response', keys.idp));
  expect(refusedAt(posted(keys, healthy, { idpEntityId: null }))).toBe('issuer');
});
