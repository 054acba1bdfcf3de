import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TlsEnv } from '@/lib/env';

const oneDay = 86_400_000;

/** A new certificate of localhost that vouches for itself, with its key, both in PEM. */
export function createCertificate(): { readonly cert: string; readonly key: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const content = certificateContent(publicKey.export({ type: 'spki', format: 'der' }));
  const signature = bits(sign('sha256', content, privateKey));
  const certificate = sequence(content, signatureAlgorithm, signature);
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    cert: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** The same in two files, as a server wants it. */
export function writeCertificate(folder = mkdtempSync(join(tmpdir(), 'usher-tls-'))): TlsEnv {
  const { cert, key } = createCertificate();
  const files = { certificate: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
  writeFileSync(files.certificate, cert);
  writeFileSync(files.key, key);
  return files;
}

/** RFC 5280 section 4.1: version 3, its issuer is its subject. */
function certificateContent(publicKey: Buffer): Buffer {
  const name = sequence(node(0x31, sequence(commonName, node(0x0c, Buffer.from('localhost')))));
  const now = Date.now();
  const validity = sequence(time(now - oneDay), time(now + oneDay));
  const serial = node(0x02, Buffer.from([1]));
  return sequence(version3, serial, signatureAlgorithm, name, validity, name, publicKey, extensions());
}

/** It may sign (itself), and it is good for the names of this machine. */
function extensions(): Buffer {
  const mayVouch = sequence(basicConstraints, node(0x04, sequence(node(0x01, Buffer.from([0xff])))));
  const names = [
    node(0x82, Buffer.from('localhost')),
    node(0x87, Buffer.from([127, 0, 0, 1])),
    node(0x87, Buffer.from([...Array<number>(15).fill(0), 1])),
  ];
  const namesHere = sequence(subjectAltName, node(0x04, sequence(...names)));
  return node(0xa3, sequence(mayVouch, namesHere));
}

const commonName = Buffer.from('0603550403', 'hex');
const basicConstraints = Buffer.from('0603551d13', 'hex');
const subjectAltName = Buffer.from('0603551d11', 'hex');
const version3 = Buffer.from('a003020102', 'hex');
/** ecdsa-with-SHA256. */
const signatureAlgorithm = Buffer.from('300a06082a8648ce3d040302', 'hex');

function time(milliseconds: number): Buffer {
  const text = new Date(milliseconds).toISOString().replaceAll(/[-:T]|\.\d+/g, '');
  return node(0x18, Buffer.from(text));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return node(0x30, Buffer.concat(parts));
}

function bits(content: Buffer): Buffer {
  return node(0x03, Buffer.concat([Buffer.from([0]), content]));
}

/** One value in DER: what it is, how long it is, itself (X.690 section 8.1). */
function node(tag: number, content: Buffer): Buffer {
  const size = content.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}
