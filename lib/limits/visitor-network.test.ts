import { describe, expect, test } from 'vitest';
import { visitorNetwork } from './visitor-network';

describe('the network that a visitor counts as', () => {
  test('is the address itself for IPv4', () => {
    expect(visitorNetwork('203.0.113.7')).toBe('203.0.113.7');
  });

  test('is one for all addresses that an IPv6 network gives to one customer, however they are written', () => {
    const ways = [
      '2001:db8:1:2::1',
      '2001:0DB8:0001:0002:ffff:ffff:ffff:ffff',
      '2001:db8:1:2:0:0:c0a8:1%eth0',
    ];
    expect(new Set(ways.map(visitorNetwork))).toEqual(new Set(['2001:db8:1:2::/64']));
    expect(visitorNetwork('::1')).toBe('0:0:0:0::/64');
    expect(visitorNetwork('2001:db8::')).toBe('2001:db8:0:0::/64');
    expect(visitorNetwork('64:ff9b::192.0.2.33')).toBe('64:ff9b:0:0::/64');
  });

  test('tells neighbouring networks apart', () => {
    expect(visitorNetwork('2001:db8:1:2::1')).not.toBe(visitorNetwork('2001:db8:1:3::1'));
  });

  test('is one for everybody whose address is not known', () => {
    expect(visitorNetwork(null)).toBe('unknown');
  });
});
