import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { readEnv } from '@/lib/env';
import { normaliseRequest } from './headers';

/** What the pages are told of a request from `remoteAddress` with these headers. */
function arrive(remoteAddress: string, headers: Record<string, string>, trusted = '') {
  const env = readEnv({ USHER_TRUSTED_PROXIES: trusted });
  const request = { socket: { remoteAddress }, url: '/', headers } as unknown as IncomingMessage;
  const { ip } = normaliseRequest(request, env, 'request', 'nonce');
  return { ip, headers: request.headers };
}

const forwarded = (chain: string) => ({ 'x-forwarded-for': chain });

describe("a visitor's address", () => {
  test('is the peer, whatever a peer that is no trusted proxy says', () => {
    expect(arrive('203.0.113.7', forwarded('127.0.0.1')).ip).toBe('203.0.113.7');
    expect(arrive('::ffff:203.0.113.7', {}).ip).toBe('203.0.113.7');
  });

  test('is the last one that a trusted proxy added, with or without a port', () => {
    const trusted = '10.0.0.1,10.0.0.2';
    expect(arrive('10.0.0.1', forwarded('127.0.0.1, 203.0.113.7, 10.0.0.2'), trusted).ip).toBe('203.0.113.7');
    expect(arrive('10.0.0.1', forwarded('203.0.113.7:4711'), trusted).ip).toBe('203.0.113.7');
    expect(arrive('10.0.0.1', forwarded('[2001:db8::1]:4711'), trusted).ip).toBe('2001:db8::1');
    expect(arrive('10.0.0.1', {}, trusted).ip).toBe('10.0.0.1');
  });

  test('is unknown when a trusted proxy says nonsense, not what the visitor put before it', () => {
    expect(arrive('10.0.0.1', forwarded('127.0.0.1, unknown'), '10.0.0.1').ip).toBeNull();
  });

  test('is unknown, not this machine, when a program on this machine relays somebody', () => {
    expect(arrive('127.0.0.1', {}).ip).toBe('127.0.0.1');
    for (const name of ['x-forwarded-for', 'x-forwarded-host', 'forwarded', 'x-real-ip']) {
      expect(arrive('127.0.0.1', { [name]: '127.0.0.1' }).ip, name).toBeNull();
      expect(arrive('::1', { [name]: '127.0.0.1' }).ip, name).toBeNull();
    }
  });
});

describe('the headers that pages see', () => {
  test('are not those that a client made up', () => {
    const { headers } = arrive('203.0.113.7', {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'gopher',
      'x-middleware-subrequest': 'middleware',
      'x-invoke-path': '/',
      'x-usher-ip': '127.0.0.1',
      'x-usher-path': '//evil.example',
      'x-request-id': 'forged',
      'x-nonce': 'forged',
      'content-security-policy': "script-src 'nonce-forged'",
    });
    expect(JSON.stringify(headers)).not.toMatch(/evil|gopher|forged|middleware|127\.0\.0\.1/);
    expect(headers).toMatchObject({
      host: 'localhost:3000',
      'x-usher-ip': '203.0.113.7',
      'x-usher-path': '/',
    });
    expect(headers).not.toHaveProperty('x-invoke-path');
  });
});
