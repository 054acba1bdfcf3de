import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { guardedFetch, NoUsableAnswer } from './provider-network';

let server: Server;
let answer: RequestListener;

beforeAll(async () => {
  server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function ask(allowedPrivateHosts = ['127.0.0.1']): Promise<Response> {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`;
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const body = new URLSearchParams({ code: 'a b' });
  return guardedFetch({ allowedPrivateHosts })(url, { method: 'POST', headers, body, redirect: 'manual' });
}

test('a form is sent as openid-client wrote it, and the answer is as it came', async () => {
  const taken: string[] = [];
  answer = async (request, response) => {
    for await (const chunk of request) taken.push(String(chunk));
    taken.push(String(request.headers['content-type']));
    response.writeHead(400, { 'Content-Type': 'application/json; charset=utf-8' }).end('{"error":"x"}');
  };
  const response = await ask();
  expect(taken).toEqual(['code=a+b', 'application/x-www-form-urlencoded']);
  expect(response.status).toBe(400);
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(await response.json()).toEqual({ error: 'x' });
});

test('an answer without a body is one', async () => {
  answer = (_, response) => response.writeHead(204).end();
  expect((await ask()).status).toBe(204);
});

test.each([301, 307, 600, 999])('HTTP %i is no usable answer', async (status) => {
  answer = (_, response) => response.writeHead(status, { location: '/elsewhere' }).end('{}');
  await expect(ask()).rejects.toThrow(NoUsableAnswer);
  await expect(ask()).rejects.toThrow(`HTTP ${status}`);
});

test('more than 256 kB is no usable answer', async () => {
  answer = (_, response) => response.end('x'.repeat(256 * 1024));
  expect(await (await ask()).text()).toHaveLength(256 * 1024);
  answer = (_, response) => response.end('x'.repeat(256 * 1024 + 1));
  await expect(ask()).rejects.toThrow('too large');
});

test('a private address is not asked', async () => {
  let requests = 0;
  answer = (_, response) => {
    requests += 1;
    response.end('{}');
  };
  await expect(ask([])).rejects.toThrow('private network');
  expect(requests).toBe(0);
});
