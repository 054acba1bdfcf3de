import { constants, createDecipheriv, privateDecrypt } from 'node:crypto';
import type { Gate } from '@/lib/sso/asserted-identity';
import { refuse } from '@/lib/sso/steps';
import { readEncrypted, type SealedAssertion } from './encrypted-assertion';
import { checkMarkup, decodeUtf8 } from './response-text';

/**
 * The XML of the assertion in an EncryptedAssertion. Nothing is decrypted unless its algorithms are allowed, and what
 * fails from there on fails with one and the same words: CBC proves nothing of what it hides, so an answer that told
 * one failure from another would give the content away, byte by byte.
 */
export function decryptAssertion(encrypted: Element, privateKey: string | null): Gate<string> {
  const sealed = readEncrypted(encrypted);
  if (!sealed.ok) return sealed;
  const text = privateKey === null ? null : decrypt(sealed.passed, privateKey);
  return text === null || checkMarkup(text)
    ? refuse('decryption', 'It cannot be decrypted with the key of this connection.')
    : { ok: true, passed: text };
}

function decrypt({ cipher, content, key, oaepHash }: SealedAssertion, privateKey: string): string | null {
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  try {
    const contentKey = privateDecrypt({ key: privateKey, padding, oaepHash }, key);
    return decodeUtf8(
      cipher === 'aes-256-gcm' || cipher === 'aes-128-gcm'
        ? openGcm(cipher, contentKey, content)
        : openCbc(cipher, contentKey, content),
    );
  } catch {
    return null;
  }
}

const nonceBytes = 12;
const tagBytes = 16;

/** XML Encryption 1.1 section 5.2.4: nonce, content, tag. */
function openGcm(cipher: 'aes-256-gcm' | 'aes-128-gcm', key: Buffer, sealed: Buffer): Buffer {
  const nonce = sealed.subarray(0, nonceBytes);
  const machine = createDecipheriv(cipher, key, nonce, { authTagLength: tagBytes });
  machine.setAuthTag(sealed.subarray(Math.max(nonceBytes, sealed.length - tagBytes)));
  return Buffer.concat([machine.update(sealed.subarray(nonceBytes, -tagBytes)), machine.final()]);
}

const blockBytes = 16;

/** Section 5.2.2: the last byte says how many are padding; the others of it may be anything, unlike those of PKCS #7. */
function openCbc(cipher: 'aes-256-cbc' | 'aes-128-cbc', key: Buffer, sealed: Buffer): Buffer {
  const machine = createDecipheriv(cipher, key, sealed.subarray(0, blockBytes)).setAutoPadding(false);
  const padded = Buffer.concat([machine.update(sealed.subarray(blockBytes)), machine.final()]);
  const padding = padded.at(-1) ?? 0;
  if (padding < 1 || padding > blockBytes) throw new Error('It is not padded.');
  return padded.subarray(0, -padding);
}
