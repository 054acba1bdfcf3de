import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DnsServer, startDnsServer } from '@/tests/fakes/dns-server';
import { lookUpTxt } from './look-up-txt';

let dns: DnsServer;

beforeAll(async () => {
  dns = await startDnsServer();
  process.env.USHER_DNS_SERVERS = dns.address;
});
afterAll(() => dns.stop());

describe('looking up TXT records', () => {
  test('gives all of a name, each with its pieces joined', async () => {
    dns.setTxt('several.example.com', 'v=spf1 -all', ['usher-domain-', 'verification=', 'abc'], '');
    expect(await lookUpTxt('several.example.com')).toEqual({
      kind: 'records',
      values: ['v=spf1 -all', 'usher-domain-verification=abc', ''],
    });
  });

  test('follows an alias', async () => {
    dns.setAlias('_usher-challenge.alias.example.com', 'alias.verify.example.net');
    dns.setTxt('alias.verify.example.net', 'abc');
    const values = ['abc'];
    expect(await lookUpTxt('_usher-challenge.alias.example.com')).toEqual({ kind: 'records', values });
  });

  test('tells a name without records, and one that is not there, from servers that fail', async () => {
    dns.setTxt('empty.example.com');
    dns.fail('broken.example.com', 'SERVFAIL');
    expect(await lookUpTxt('empty.example.com')).toEqual({ kind: 'none' });
    expect(await lookUpTxt('missing.example.com')).toEqual({ kind: 'none' });
    expect(await lookUpTxt('broken.example.com')).toEqual({
      kind: 'unknown',
      reason: 'The name servers could not answer.',
    });
  });

  test('ends by itself when the servers keep silent', async () => {
    dns.fail('silent.example.com', 'silence');
    const began = performance.now();
    const reason = 'The name servers did not answer in time.';
    expect(await lookUpTxt('silent.example.com', 200)).toEqual({ kind: 'unknown', reason });
    expect(performance.now() - began).toBeLessThan(1400);
    expect(dns.asked('silent.example.com')).toBeGreaterThan(0);
  });
});
