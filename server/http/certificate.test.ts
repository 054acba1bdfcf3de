import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { TlsEnv } from '@/lib/env';
import { log } from '@/lib/log';
import { createCertificate, writeCertificate } from '@/tests/factories/certificate';
import { followRenewal, readCertificate } from './certificate';

describe('a certificate', () => {
  test('is read with its key', async () => {
    const files = writeCertificate();
    expect(await readCertificate(files)).toEqual({
      cert: readFileSync(files.certificate, 'utf8'),
      key: readFileSync(files.key, 'utf8'),
    });
  });

  test.each<[string, string, (files: TlsEnv) => Partial<TlsEnv>]>([
    ['that is not there', 'USHER_TLS_CERT', () => ({ certificate: '/no/such/file.pem' })],
    ['whose key is not there', 'USHER_TLS_KEY', () => ({ key: '/no/such/file.pem' })],
    ['that is a folder', 'USHER_TLS_CERT', () => ({ certificate: tmpdir() })],
    ['that is none', 'USHER_TLS_CERT', () => ({ certificate: fileWith('hello') })],
    ['that is a key', 'USHER_TLS_CERT', ({ key }) => ({ certificate: key })],
    ['whose key is none', 'USHER_TLS_KEY', ({ certificate }) => ({ key: certificate })],
    ["whose key is another's", 'USHER_TLS_KEY', () => ({ key: fileWith(createCertificate().key) })],
  ])('%s is refused in one line that names %s', async (_, name, change) => {
    const files = writeCertificate();
    await expect(readCertificate({ ...files, ...change(files) })).rejects.toThrow(
      new RegExp(`^${name}: expected [^\\n]+$`),
    );
  });
});

describe('a renewed certificate', () => {
  let server: Server | undefined;
  let stop = () => {};

  afterEach(() => {
    stop();
    server?.close();
  });

  async function serve(files: TlsEnv): Promise<Server> {
    const running = createServer(await readCertificate(files), (_, response) => response.end());
    await new Promise<void>((resolve) => running.listen(0, '127.0.0.1', resolve));
    stop = followRenewal(running, files, 10);
    server = running;
    return running;
  }

  test('is what the next connection gets, and one that does not fit its key is not', async () => {
    vi.spyOn(log, 'info').mockImplementation(() => {});
    const warned = vi.spyOn(log, 'warn').mockImplementation(() => {});
    const files = writeCertificate();
    const running = await serve(files);
    const first = await certificateOf(running);
    const next = writeCertificate(mkdtempSync(join(tmpdir(), 'usher-tls-')));
    copyFileSync(next.certificate, files.certificate);
    await vi.waitUntil(() => warned.mock.calls.length > 0, { timeout: 10_000 });
    expect(warned.mock.calls[0]?.[0]).toMatch(/^the certificate is not renewed yet: USHER_TLS_KEY: [^\n]+$/);
    expect(await certificateOf(running)).toBe(first);
    copyFileSync(next.key, files.key);
    await expect.poll(() => certificateOf(running), { timeout: 10_000 }).not.toBe(first);
  });
});

function certificateOf(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
      resolve(socket.getPeerCertificate().fingerprint256);
      socket.destroy();
    });
    socket.on('error', reject);
  });
}

function fileWith(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'usher-tls-')), 'file.pem');
  writeFileSync(path, text);
  return path;
}
