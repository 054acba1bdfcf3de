import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { readEnv } from '@/lib/env';
import { hostOf } from './own-host';

function ask(host: string | undefined, baseUrl: string) {
  const env = readEnv({ USHER_BASE_URL: baseUrl, RESEND_API_KEY: 're_test' });
  return hostOf({ headers: { host } } as IncomingMessage, env);
}

describe('the Host of a request', () => {
  test('that is the base URL of this machine is its own', () => {
    expect(ask('localhost:3000', 'http://localhost:3000')).toBe('own');
    expect(ask(undefined, 'http://localhost:3000')).toBe('own');
  });

  test('that is another name of this machine is told apart', () => {
    expect(ask('127.0.0.1:3000', 'http://localhost:3000')).toBe('other');
    expect(ask('[::1]:3000', 'http://localhost:3000')).toBe('other');
  });

  test('that a stranger lets resolve to this machine is foreign', () => {
    for (const host of [
      'attacker.example:3000',
      'localhost.attacker.example',
      '127.0.0.1.attacker.example',
      'a b',
      '',
    ]) {
      expect(ask(host, 'http://localhost:3000')).toBe('foreign');
    }
  });

  test('is for a proxy to choose when the base URL is public', () => {
    expect(ask('10.0.0.7:3000', 'https://usher.example.com')).toBe('own');
  });
});
