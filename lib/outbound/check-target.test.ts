import { describe, expect, test } from 'vitest';
import { allowedHosts } from './allowed-hosts';
import { checkTarget } from './check-target';
import { isPublicAddress } from './public-address';
import { resolveTarget } from './resolve-target';

const nothing = allowedHosts([]);

describe('an address of the public Internet', () => {
  test.each([
    '1.1.1.1',
    '8.8.8.8',
    '172.15.255.255',
    '172.32.0.1',
    '100.128.0.1',
    '2606:4700::1111',
    '2a00::1',
  ])('is %s', (address) => expect(isPublicAddress(address)).toBe(true));

  test.each([
    ['0.0.0.0', 'unspecified'],
    ['10.1.2.3', 'private'],
    ['100.64.0.1', 'shared by a carrier'],
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['169.254.169.254', 'link-local, where clouds keep secrets'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.0.0.8', 'assigned to protocols'],
    ['192.168.1.1', 'private'],
    ['198.18.0.1', 'for benchmarks'],
    ['203.0.113.9', 'documentation'],
    ['224.0.0.1', 'multicast'],
    ['255.255.255.255', 'broadcast'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['::ffff:10.0.0.1', 'mapped'],
    ['::ffff:127.0.0.1', 'mapped'],
    ['::ffff:8.8.8.8', 'mapped'],
    ['64:ff9b::a00:1', 'translated'],
    ['64:ff9b:1::1', 'translated locally'],
    ['2002:7f00:1::', '6to4'],
    ['2001:0:1::1', 'Teredo'],
    ['2001:db8::1', 'documentation'],
    ['fc00::1', 'unique local'],
    ['fd12:3456::1', 'unique local'],
    ['fe80::1', 'link-local'],
    ['ff02::1', 'multicast'],
    ['no address', 'none'],
  ])('is not %s: %s', (address) => expect(isPublicAddress(address)).toBe(false));
});

describe('a target', () => {
  test.each([
    'https://app.example.com/hooks?a=b',
    'https://app.example.com:8443/',
    'https://[2606:4700::1111]/',
  ])('may be %s', (url) => expect(checkTarget(url, nothing).ok).toBe(true));

  test.each([
    ['nothing at all', ''],
    ['no address', 'app.example.com/hooks'],
    ['http', 'http://app.example.com/'],
    ['another scheme', 'file:///etc/passwd'],
    ['a user', 'https://someone@app.example.com/'],
    ['a password', 'https://a:b@app.example.com/'],
    ['a fragment', 'https://app.example.com/#part'],
    ['loopback', 'https://127.0.0.1/'],
    ['loopback in one number', 'https://2130706433/'],
    ['loopback in octal', 'https://0177.0.0.1/'],
    ['loopback in short', 'https://127.1/'],
    ['loopback in wide digits', 'https://１２７.0.0.1/'],
    ['loopback of IPv6', 'https://[::1]/'],
    ['a mapped address', 'https://[::ffff:169.254.169.254]/'],
    ['this machine by name', 'https://localhost/'],
    ['this machine by name, with a dot', 'https://localhost./'],
    ['a name below it', 'https://a.localhost/'],
    ['a name of the local network', 'https://printer.local/'],
    ['a name without a dot', 'https://intranet/'],
    ['a cloud by name', 'https://metadata.google.internal/'],
  ])('must not be %s', (_, url) => expect(checkTarget(url, nothing).ok).toBe(false));

  test('that the operator allows by name, address or network may be private and speak http', () => {
    const allowed = allowedHosts(['hooks.internal', '10.1.0.0/16', '::1']);
    for (const url of [
      'http://hooks.internal/',
      'https://10.1.2.3/',
      'http://10.1.2.3/',
      'http://[::1]:4000/',
    ])
      expect(checkTarget(url, allowed).ok).toBe(true);
    for (const url of [
      'http://other.internal/',
      'https://10.2.0.1/',
      'http://[::2]/',
      'http://app.example.com/',
    ])
      expect(checkTarget(url, allowed).ok).toBe(false);
  });
});

describe('where a name leads', () => {
  const target = (host: string) => ({ ok: true, url: new URL(`https://${host}/`), host }) as const;
  const resolve = (...addresses: string[]) => {
    const family = (address: string) => (address.includes(':') ? 6 : 4);
    return async () => addresses.map((address) => ({ address, family: family(address) }));
  };

  test('is refused when one of its addresses is private', async () => {
    const reached = await resolveTarget(target('a.example.com'), nothing, resolve('8.8.8.8', '10.0.0.1'));
    expect(reached).toEqual({ ok: false, reason: expect.stringContaining('private network') });
  });

  test('is allowed when the operator allows the name or the network', async () => {
    const private10 = resolve('10.0.0.1');
    const byName = allowedHosts(['a.example.com']);
    const byNetwork = allowedHosts(['10.0.0.0/24']);
    expect((await resolveTarget(target('a.example.com'), byName, private10)).ok).toBe(true);
    expect((await resolveTarget(target('a.example.com'), byNetwork, private10)).ok).toBe(true);
    expect((await resolveTarget(target('a.example.com'), byNetwork, resolve('10.0.1.1'))).ok).toBe(false);
  });

  test('is nowhere when nobody knows it', async () => {
    const unknown = () => Promise.reject(new Error('ENOTFOUND'));
    const reached = await resolveTarget(target('a.example.com'), nothing, unknown);
    expect(reached).toEqual({ ok: false, reason: 'There is no host of that name.' });
  });
});
