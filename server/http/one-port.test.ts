import { createServer, request as httpRequest, type Server } from 'node:http';
import { connect } from 'node:http2';
import { type AddressInfo, createConnection } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { acceptHttp2, type Http2Connections } from './one-port';

let server: Server;
let http2: Http2Connections;
let port: number;

beforeAll(async () => {
  server = createServer((request, response) => response.end(`HTTP/${request.httpVersion} ${request.url}`));
  http2 = acceptHttp2(server, async (request, response) => {
    response.end(`HTTP/${request.httpVersion} ${request.url} ${request.headers.host}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});

afterAll(async () => {
  http2.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function overHttp1(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ port, host: '127.0.0.1', path, agent: false }, async (response) => {
      let body = '';
      for await (const chunk of response) body += chunk;
      resolve(body);
    });
    request.on('error', reject).end();
  });
}

async function overHttp2(paths: readonly string[]): Promise<string[]> {
  const session = connect(`http://127.0.0.1:${port}`);
  const bodies = await Promise.all(
    paths.map(async (path) => {
      let body = '';
      for await (const chunk of session.request({ ':path': path })) body += chunk;
      return body;
    }),
  );
  await new Promise<void>((resolve) => session.close(resolve));
  return bodies;
}

/** What comes back when these pieces are sent, each in a packet of its own. */
function send(pieces: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(port, '127.0.0.1');
    let answer = '';
    socket.setNoDelay(true).on('error', reject);
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
    });
    socket.on('close', () => resolve(answer));
    const next = (index: number) => {
      const piece = pieces[index];
      if (piece === undefined) return;
      socket.write(piece, () => setImmediate(next, index + 1));
    };
    next(0);
  });
}

test('one port speaks both, a hundred requests at a time on one connection', async () => {
  expect(await overHttp1('/one')).toBe('HTTP/1.1 /one');
  const paths = Array.from({ length: 100 }, (_, index) => `/${index}`);
  expect(await overHttp2(paths)).toEqual(paths.map((path) => `HTTP/2.0 ${path} 127.0.0.1:${port}`));
});

test('fifty connections of each kind do not mix', async () => {
  const answers = await Promise.all(
    Array.from({ length: 50 }, async (_, index) => [
      await overHttp1(`/${index}`),
      ...(await overHttp2([`/${index}`])),
    ]),
  );
  for (const [index, [first, second]] of answers.entries()) {
    expect(first).toBe(`HTTP/1.1 /${index}`);
    expect(second).toBe(`HTTP/2.0 /${index} 127.0.0.1:${port}`);
  }
});

test('a request that comes byte by byte, and one that begins like HTTP/2, are HTTP/1', async () => {
  const slow = [...'GET /slow HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n'];
  expect(await send(slow)).toContain('HTTP/1.1 /slow');
  expect(await send(['PR', 'OPFIND / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n'])).toContain(
    '200 OK',
  );
  expect(await send(['PRIX * HTTP/1.1\r\n\r\n'])).toContain('400 Bad Request');
});

test('a connection that says nothing and goes harms nobody', async () => {
  const socket = createConnection(port, '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.destroy();
  expect(await overHttp1('/after')).toBe('HTTP/1.1 /after');
});
