import { readFileSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { connect } from 'node:http2';
import { request as httpsRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { connect as tlsConnect } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeCertificate } from '@/tests/factories/certificate';
import { createOwnServer } from './create-server';
import { acceptHttp2, type Http2Connections } from './one-port';

const files = writeCertificate();
const ca = readFileSync(files.certificate);
let server: Server;
let http2: Http2Connections;
let port: number;

beforeAll(async () => {
  server = await createOwnServer(files, describeRequest);
  http2 = acceptHttp2(server, async (request, response) => describeRequest(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});

afterAll(async () => {
  http2.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function describeRequest(request: IncomingMessage, response: ServerResponse): void {
  response.end(`HTTP/${request.httpVersion} ${request.method} ${request.url} ${request.headers.host}`);
}

function overHttp1(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { port, host: 'localhost', path, ca, agent: false };
    httpsRequest(options, (response) => resolve(text(response)))
      .on('error', reject)
      .end();
  });
}

async function overHttp2(paths: readonly string[]): Promise<string[]> {
  const session = connect(`https://localhost:${port}`, { ca });
  const bodies = await Promise.all(paths.map((path) => text(session.request({ ':path': path }))));
  await new Promise<void>((resolve) => session.close(resolve));
  return bodies;
}

function agreedProtocol(offered: string[] | undefined): Promise<string | false | null> {
  return new Promise((resolve, reject) => {
    const options = { port, host: 'localhost', ca, ...(offered && { ALPNProtocols: offered }) };
    const socket = tlsConnect(options, () => {
      resolve(socket.alpnProtocol);
      socket.destroy();
    });
    socket.on('error', reject);
  });
}

test('one port with TLS speaks both, a hundred requests at a time on one connection', async () => {
  expect(await overHttp1('/one')).toBe(`HTTP/1.1 GET /one localhost:${port}`);
  const paths = Array.from({ length: 100 }, (_, index) => `/${index}`);
  expect(await overHttp2(paths)).toEqual(paths.map((path) => `HTTP/2.0 GET ${path} localhost:${port}`));
});

test.each([
  [['h2', 'http/1.1'], 'h2'],
  [['http/1.1', 'h2'], 'h2'],
  [['h2'], 'h2'],
  [['http/1.1'], 'http/1.1'],
  [undefined, false],
])('a client that offers %j gets %s', async (offered, expected) => {
  expect(await agreedProtocol(offered)).toBe(expected);
});

test('a client that does not trust the certificate sends nothing', async () => {
  const session = connect(`https://localhost:${port}`);
  const failure = await new Promise<NodeJS.ErrnoException>((resolve) => session.once('error', resolve));
  expect(failure.code).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
});
