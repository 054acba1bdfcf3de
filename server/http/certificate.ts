import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Server } from 'node:https';
import { createSecureContext } from 'node:tls';
import type { TlsEnv } from '@/lib/env';
import { log } from '@/lib/log';

/** A certificate, with those that vouch for it, and its key: PEM, and known to fit each other. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** Files are looked at, not listened to: what changes may be a link, or a volume of a container. */
const lookMilliseconds = 60_000;

/** Reads both files. Throws an Error whose message is one line that names the variable and says what it expects. */
export async function readCertificate(files: TlsEnv): Promise<Certificate> {
  const cert = await read('USHER_TLS_CERT', files.certificate);
  const key = await read('USHER_TLS_KEY', files.key);
  const certificate = parse(
    () => new X509Certificate(cert),
    `USHER_TLS_CERT: expected a certificate in PEM, which ${files.certificate} is not`,
  );
  const privateKey: KeyObject = parse(
    () => createPrivateKey(key),
    `USHER_TLS_KEY: expected a private key in PEM without a passphrase, which ${files.key} is not`,
  );
  if (!certificate.checkPrivateKey(privateKey))
    throw new Error(`USHER_TLS_KEY: expected the key of USHER_TLS_CERT, and ${files.key} is another's`);
  parse(
    () => createSecureContext({ cert, key }),
    `USHER_TLS_CERT: expected a certificate and those that vouch for it, which ${files.certificate} is not`,
  );
  return { cert, key };
}

/**
 * Lets `server` use a renewed certificate for its next connections, without a restart. What cannot be read or does not
 * fit, as between the writing of one file and of the other, is logged and changes nothing. Returns how to stop that.
 */
export function followRenewal(
  server: Server,
  files: TlsEnv,
  everyMilliseconds = lookMilliseconds,
): () => void {
  const renew = async () => {
    try {
      server.setSecureContext(await readCertificate(files));
      log.info('the certificate was renewed');
    } catch (error) {
      log.warn(`the certificate is not renewed yet: ${(error as Error).message}`);
    }
  };
  const listener = () => void renew();
  const paths = [files.certificate, files.key];
  for (const path of paths) watchFile(path, { interval: everyMilliseconds, persistent: false }, listener);
  return () => {
    for (const path of paths) unwatchFile(path, listener);
  };
}

async function read(name: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code = 'unknown reason' } = error as NodeJS.ErrnoException;
    throw new Error(`${name}: expected a PEM file that can be read, and ${path} cannot: ${code}`, {
      cause: error,
    });
  }
}

function parse<T>(work: () => T, line: string): T {
  try {
    return work();
  } catch (error) {
    throw new Error(line, { cause: error });
  }
}
