import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { readEnv } from '@/lib/env';
import { log } from '@/lib/log';
import { endPlain, type NativeHandler, requestHandler } from './handle-request';
import { readBody } from './read-body';

const servers: Server[] = [];

interface Serving {
  readonly pages?: NativeHandler;
  readonly native?: Record<string, NativeHandler>;
  readonly environment?: Record<string, string>;
}

const echo: NativeHandler = async (request, response) => endPlain(response, 200, `page ${request.url}`);

/** Serves on loopback; the returned function sends bytes as they are and gives the whole answer. */
async function serve({ pages = echo, native = {}, environment = {} }: Serving = {}) {
  vi.spyOn(log, 'info').mockImplementation(() => {});
  const handle = requestHandler(readEnv(environment), { native, pages });
  const server = createServer((request, response) => void handle(request, response));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return (target: string, headers: readonly string[] = [], method = 'GET') =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      let answer = '';
      socket.on('data', (data) => (answer += data.toString()));
      socket.on('error', reject);
      socket.on('close', () => resolve(answer));
      const lines = [`${method} ${target} HTTP/1.1`, 'Host: localhost:3000', 'Connection: close', ...headers];
      socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    });
}

function headersOf(answer: string): Map<string, string> {
  const [head = ''] = answer.split('\r\n\r\n');
  const pairs = head
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(': '));
  return new Map(pairs.map(([name = '', ...value]) => [name.toLowerCase(), value.join(': ')]));
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

describe('every answer', () => {
  test('carries the security headers, with a nonce of its own', async () => {
    const ask = await serve();
    const [one, two] = [headersOf(await ask('/')), headersOf(await ask('/'))];
    expect(Object.fromEntries(one)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    const policy = one.get('content-security-policy') ?? '';
    expect(policy).toMatch(
      /default-src 'none'; script-src 'self' 'nonce-[A-Za-z0-9+/]{22}==' 'strict-dynamic';/,
    );
    expect(policy).toContain("frame-ancestors 'none'; base-uri 'none'");
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|\*/);
    expect(two.get('content-security-policy')).not.toBe(policy);
    expect(two.get('x-request-id')).not.toBe(one.get('x-request-id'));
  });

  test('asks for https only where the base URL is https', async () => {
    const environment = { USHER_BASE_URL: 'https://usher.example.com', RESEND_API_KEY: 're_1' };
    const secure = headersOf(await (await serve({ environment }))('/'));
    expect(secure.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains');
    // On this machine it would count for what runs on the other ports of localhost.
    for (const here of [{}, { USHER_BASE_URL: 'https://localhost:3000' }]) {
      const answer = await (await serve({ environment: here }))('/');
      expect(headersOf(answer).has('strict-transport-security')).toBe(false);
    }
  });

  test('carries them when it refuses and when it fails, too', async () => {
    vi.spyOn(log, 'error').mockImplementation(() => {});
    const ask = await serve({ pages: async () => Promise.reject(new Error('no')) });
    for (const answer of [await ask('//evil.example'), await ask('/')]) {
      expect(headersOf(answer).get('x-content-type-options')).toBe('nosniff');
      expect(headersOf(answer).get('cache-control')).toBe('no-store');
    }
  });
});

describe('an odd target', () => {
  test.each([
    ['of another host', 'http://evil.example/'],
    ['that begins with two slashes', '//evil.example/path'],
    ['with a backslash', '/\\evil.example'],
    ['with a backslash further on', '/organizations\\..\\x'],
    ['that is a star', '*'],
  ])('%s is refused before anybody reads it', async (_, target) => {
    const pages = vi.fn(echo);
    const ask = await serve({ pages });
    expect(await ask(target, [], target === '*' ? 'OPTIONS' : 'GET')).toMatch(/^HTTP\/1.1 400 /);
    expect(pages).not.toHaveBeenCalled();
  });

  test('of a tunnel gets no tunnel', async () => {
    const ask = await serve();
    expect(await ask('evil.example:443', [], 'CONNECT')).toBe('');
  });
});

describe('a forged header', () => {
  test('reaches no page: neither under its name nor twice, nor in other letters', async () => {
    const seen = vi.fn();
    const ask = await serve({
      pages: async (request, response) => {
        seen(request.headers);
        endPlain(response, 200, 'ok');
      },
    });
    const forged = [
      'X-Forwarded-Host: evil.example',
      'x-forwarded-host: evil2.example',
      'X-FORWARDED-PROTO: gopher',
      'X-Forwarded-For: 203.0.113.1',
      'Forwarded: host=evil.example',
      'X-Middleware-Subrequest: src/middleware:src/middleware',
      'X-Usher-Ip: 10.0.0.1',
      'X-Usher-Path: /forged',
      'X-Nonce: forged',
      'X-Request-Id: forged',
      "Content-Security-Policy: script-src 'nonce-forged'",
      'Content-Security-Policy-Report-Only: forged',
    ];
    await ask('/real?a=1&_rsc=x', forged);
    const headers = seen.mock.calls[0]?.[0];
    expect(JSON.stringify(headers)).not.toMatch(/evil|gopher|forged|203\.0\.113|10\.0\.0\.1|src\/middleware/);
    expect(headers).toMatchObject({
      host: 'localhost:3000',
      'x-forwarded-host': 'localhost:3000',
      'x-forwarded-proto': 'http',
      'x-usher-path': '/real?a=1',
    });
    expect(headers['content-security-policy']).toContain(`'nonce-${headers['x-nonce']}'`);
  });

  test('for Host decides nothing where the base URL is public', async () => {
    const environment = { USHER_BASE_URL: 'https://usher.example.com', RESEND_API_KEY: 're_1' };
    const seen = vi.fn();
    const pages: NativeHandler = async (request, response) => {
      seen(request.headers.host);
      endPlain(response, 200, 'ok');
    };
    const ask = await serve({ environment, pages });
    await ask('/', ['X-Forwarded-Host: evil.example']);
    expect(seen).toHaveBeenCalledWith('usher.example.com');
  });
});

describe('a failure', () => {
  test('answers with a reference and no word of its cause, which is logged', async () => {
    const logged = vi.spyOn(log, 'error').mockImplementation(() => {});
    const ask = await serve({ pages: async () => Promise.reject(new Error('select secret from users')) });
    const answer = await ask('/invite/123.1.token');
    expect(answer).toMatch(/^HTTP\/1.1 500 /);
    const reference = headersOf(answer).get('x-request-id');
    expect(answer).toContain(`Something went wrong. Reference: ${reference}`);
    expect(answer).not.toMatch(/secret|Error:|\.ts|node_modules/);
    const entry = {
      requestId: reference,
      error: 'Error: select secret from users',
      stack: expect.any(String),
    };
    expect(logged).toHaveBeenCalledWith(entry, 'a request failed');
  });

  test('in the middle of an answer ends the connection rather than the answer', async () => {
    vi.spyOn(log, 'error').mockImplementation(() => {});
    const ask = await serve({
      pages: async (_, response) => {
        response.writeHead(200, { 'Content-Length': '100' });
        response.write('half');
        throw new Error('no');
      },
    });
    expect(await ask('/')).not.toContain('Something went wrong');
  });
});

describe('the log', () => {
  test('has the path of a request without tokens and parameters', async () => {
    const ask = await serve();
    await ask('/invite/1574031694235843416.1.secret?x=secret');
    await ask('/login/link/1574031694235843416.secret');
    await ask('/login/join/1574031694235843416.secret');
    await ask('/portal/1574031694235843416.secret');
    await ask('/portal/%31574031694235843416.secret?x=secret');
    await ask('/portal/connections/conn_1574031694235843416');
    await vi.waitUntil(() => vi.mocked(log.info).mock.calls.length === 6, { timeout: 5000 });
    const entries = vi.mocked(log.info).mock.calls.map(([entry]) => entry);
    expect(entries).toMatchObject([
      { method: 'GET', path: '/invite/[redacted]', status: 200 },
      { method: 'GET', path: '/login/link/[redacted]', status: 200 },
      { method: 'GET', path: '/login/join/[redacted]', status: 200 },
      { method: 'GET', path: '/portal/[redacted]', status: 200 },
      { method: 'GET', path: '/portal/[redacted]', status: 200 },
      { method: 'GET', path: '/portal/connections/conn_1574031694235843416', status: 200 },
    ]);
    expect(JSON.stringify(entries)).not.toContain('secret');
  });
});

describe('a native path', () => {
  test('is answered without the pages, exactly or below its prefix, and nothing like it', async () => {
    const own =
      (name: string): NativeHandler =>
      async (_, response) =>
        endPlain(response, 200, name);
    const ask = await serve({ native: { '/healthz': own('health'), '/live/': own('live') } });
    const textOf = async (target: string) => /\r\n([^\r\n]+)\n\r\n0\r\n/.exec(await ask(target))?.[1];
    expect(await textOf('/healthz?x=1')).toBe('health');
    expect(await textOf('/live/a/b')).toBe('live');
    expect(await textOf('/healthz/')).toBe('page /healthz/');
    expect(await textOf('/livery')).toBe('page /livery');
    expect(await textOf('/__proto__')).toBe('page /__proto__');
  });
});

test('who leaves in the middle of a body fills no log with errors', async () => {
  const errors = vi.spyOn(log, 'error').mockImplementation(() => {});
  const { promise: isOver, resolve: end } = Promise.withResolvers<void>();
  vi.spyOn(log, 'info').mockImplementation(() => {});
  const handle = requestHandler(readEnv({}), {
    native: {},
    pages: async (request) => void (await readBody(request, 1000)),
  });
  const server = createServer((request, response) => void handle(request, response).then(end));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  server.once('request', () => socket.destroy());
  socket.write('POST /keys HTTP/1.1\r\nHost: localhost:3000\r\nContent-Length: 100\r\n\r\nabc');
  await isOver;
  expect(errors).not.toHaveBeenCalled();
});
