import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, createServer as createPlainServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createCertificate } from '@/tests/factories/certificate';
import { type OutboundSettings, sendRequest } from './send-request';

let server: Server;
let port: number;
let answer: RequestListener;
let requests: string[];
const here: OutboundSettings = { allowedPrivateHosts: ['127.0.0.1'] };

beforeAll(async () => {
  server = createServer((request, response) => {
    requests.push(`${request.method} ${request.headers.host}${request.url}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
beforeEach(() => {
  requests = [];
  answer = (_, response) => response.end('fine');
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function send(url: string, settings: OutboundSettings, timeoutMilliseconds = 10_000) {
  const request = { url, method: 'POST', headers: {}, body: '{}', timeoutMilliseconds } as const;
  return sendRequest({ ...request, maximumBytes: 1024 }, settings);
}

describe('a request to an address that somebody chose', () => {
  test('reaches it where that is allowed, and not where it is not', async () => {
    const url = `http://127.0.0.1:${port}/hooks`;
    expect(await send(url, here)).toEqual({
      kind: 'answered',
      status: 200,
      contentType: null,
      body: Buffer.from('fine'),
    });
    expect(await send(url, { allowedPrivateHosts: [] })).toMatchObject({ kind: 'failed' });
    expect(requests).toEqual([`POST 127.0.0.1:${port}/hooks`]);
  });

  test('goes to the address that was checked, even if the name leads elsewhere a moment later', async () => {
    const looked: string[] = [];
    const resolve = async (host: string) => {
      looked.push(host);
      return [{ address: looked.length === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }];
    };
    const settings = { allowedPrivateHosts: ['hooks.example.com'], resolve };
    expect(await send(`http://hooks.example.com:${port}/`, settings)).toMatchObject({ status: 200 });
    expect(looked).toEqual(['hooks.example.com']);
    expect(requests).toEqual([`POST hooks.example.com:${port}/`]);
  });

  test('is not sent when the name leads to this machine', async () => {
    const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
    const outcome = await send(`https://hooks.example.com:${port}/`, { allowedPrivateHosts: [], resolve });
    expect(outcome).toEqual({ kind: 'failed', reason: expect.stringContaining('private network') });
    expect(requests).toEqual([]);
  });

  test('is told the kind of the answer', async () => {
    answer = (_, response) => response.writeHead(404, { 'Content-Type': 'text/plain' }).end('nothing');
    const outcome = await send(`http://127.0.0.1:${port}/`, here);
    expect(outcome).toMatchObject({ status: 404, contentType: 'text/plain' });
  });

  test('follows no redirect', async () => {
    answer = (_, response) => response.writeHead(307, { location: '/elsewhere' }).end();
    expect(await send(`http://127.0.0.1:${port}/`, here)).toMatchObject({ kind: 'answered', status: 307 });
    expect(requests).toHaveLength(1);
  });

  test('reads no more of the answer than it wants, however much comes', async () => {
    answer = (_, response) => {
      const more = () => void (response.writable && response.write('x'.repeat(10_000), more));
      more();
    };
    const outcome = await send(`http://127.0.0.1:${port}/`, here);
    expect(outcome).toMatchObject({ status: 200, body: Buffer.alloc(1024, 'x') });
  });

  test('fails where the answer is to speak something else from now on', async () => {
    const switching = createPlainServer((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n');
      });
    });
    await new Promise<void>((resolve) => switching.listen(0, '127.0.0.1', resolve));
    const { port: other } = switching.address() as AddressInfo;
    const outcome = await send(`http://127.0.0.1:${other}/`, here);
    expect(outcome).toEqual({ kind: 'failed', reason: 'It closed the connection without an answer.' });
    switching.close();
  });

  test('gives up one that does not answer, and says so', async () => {
    answer = () => {};
    const outcome = await send(`http://127.0.0.1:${port}/`, here, 50);
    expect(outcome).toEqual({ kind: 'failed', reason: expect.stringContaining('did not answer within') });
  });

  test('asks who vouches for a certificate, and names the host to whoever shows it', async () => {
    const names: string[] = [];
    const SNICallback = (name: string, done: (error: null) => void) => {
      names.push(name);
      done(null);
    };
    const secure = createSecureServer({ ...createCertificate(), SNICallback });
    await new Promise<void>((listening) => secure.listen(0, '127.0.0.1', listening));
    const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
    const url = `https://hooks.example.com:${(secure.address() as AddressInfo).port}/`;
    const outcome = await send(url, { allowedPrivateHosts: ['hooks.example.com'], resolve });
    const reason = 'Its certificate is not trusted: it signed it itself.';
    expect([outcome, names]).toEqual([{ kind: 'failed', reason }, ['hooks.example.com']]);
    secure.close();
  });

  test('says when nothing listens, and when the answer is no HTTP', async () => {
    expect(await send('http://127.0.0.1:1/', here)).toEqual({
      kind: 'failed',
      reason: 'Nothing listens there.',
    });
    answer = (_, response) => response.socket?.end('SSH-2.0-what\r\n');
    const outcome = await send(`http://127.0.0.1:${port}/`, here);
    expect(outcome).toEqual({ kind: 'failed', reason: 'It gave an answer that is not HTTP.' });
  });
});
