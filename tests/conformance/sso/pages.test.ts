import { afterAll, beforeAll, expect, test } from 'vitest';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { useDatabase } from '@/tests/database';
import { type RunningApi, startApi } from '../start-api';

const database = useDatabase();
let api: RunningApi;

beforeAll(async () => {
  log.level = 'silent';
  api = await startApi(database.url);
});
afterAll(() => api.stop());

test('a page that is answered without Next needs nothing but itself, its font and its own site', async () => {
  const shown = await fetch(`${env().baseUrl.origin}/sso/v1/nothing`);
  expect([shown.status, shown.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
  const body = await shown.text();
  const nonce = /style-src-elem [^;]*'nonce-([^']+)'/.exec(
    shown.headers.get('content-security-policy') ?? '',
  )?.[1];
  expect(body).toContain(`<style nonce="${nonce}">`);
  const fetched = [...body.matchAll(/(?:src|url\()\s*=?\s*["']([^"']+)["']/g)].map(([, address]) => address);
  expect(fetched).toEqual(['/fonts/inter-5.woff2']);
  const font = await fetch(`${env().baseUrl.origin}${fetched[0]}`);
  expect([font.status, font.headers.get('content-type')]).toEqual([200, 'font/woff2']);
  expect(
    Buffer.from(await font.arrayBuffer())
      .subarray(0, 4)
      .toString('latin1'),
  ).toBe('wOF2');
});

test('both colour schemes come from the tokens of the pages beside it', async () => {
  const body = await (await fetch(`${env().baseUrl.origin}/sso/v1/nothing`)).text();
  expect(body).toContain('--usher-color-paper: #ffffff;');
  expect(body).toMatch(/@media \(prefers-color-scheme: dark\) \{ :root \{ --usher-color-paper: #161413;/);
});
