import { createPrivateKey, X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { createServiceProviderKey } from './service-provider-key';

test('a key of our own comes with the certificate of that key, for ten years', async () => {
  const { privateKey, certificate } = await createServiceProviderKey(new Date('2026-05-01T12:00:00Z'));
  const parsed = new X509Certificate(Buffer.from(certificate, 'base64'));
  expect(parsed.checkPrivateKey(createPrivateKey(privateKey))).toBe(true);
  expect(parsed.verify(parsed.publicKey)).toBe(true);
  expect(parsed.publicKey.asymmetricKeyDetails).toMatchObject({ modulusLength: 2048 });
  expect(parsed.subject).toBe('CN=Usher');
  expect(new Date(parsed.validFrom)).toEqual(new Date('2026-04-30T12:00:00Z'));
  expect(new Date(parsed.validTo)).toEqual(new Date('2036-04-28T12:00:00Z'));
});

test('every key is another one', async () => {
  const now = new Date();
  const [one, other] = await Promise.all([createServiceProviderKey(now), createServiceProviderKey(now)]);
  expect(one.privateKey).not.toBe(other.privateKey);
  expect(new X509Certificate(Buffer.from(one.certificate, 'base64')).serialNumber).not.toBe(
    new X509Certificate(Buffer.from(other.certificate, 'base64')).serialNumber,
  );
});
