import { describe, expect, test } from 'vitest';
import { describeDevice } from './device';

const mozilla = 'Mozilla/5.0';
const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const mac = `${mozilla} (Macintosh; Intel Mac OS X 10_15_7)`;
const windows = `${mozilla} (Windows NT 10.0; Win64; x64)`;
const iPhone = `${mozilla} (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)`;

describe('the name of a device', () => {
  test.each([
    [`${mac} ${webkit} Chrome/142.0.0.0 Safari/537.36`, 'Chrome on macOS'],
    [`${windows} ${webkit} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0`, 'Edge on Windows'],
    [`${mac} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Safari/605.1.15`, 'Safari on macOS'],
    [`${iPhone} Version/19.1 Mobile/15E148 Safari/604.1`, 'Safari on iPhone'],
    [`${iPhone} CriOS/142.0 Mobile/15E148 Safari/604.1`, 'Chrome on iPhone'],
    [`${mozilla} (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0`, 'Firefox on Linux'],
    [`${mozilla} (Linux; Android 16) ${webkit} Chrome/142.0.0.0 Mobile Safari/537.36`, 'Chrome on Android'],
    [
      `${mozilla} (X11; CrOS x86_64 14541.0.0) ${webkit} Chrome/142.0.0.0 Safari/537.36`,
      'Chrome on ChromeOS',
    ],
    [`${mozilla} (X11; Linux x86_64) ${webkit} HeadlessChrome/142.0.0.0 Safari/537.36`, 'Chrome on Linux'],
    ['curl/8.14.1', 'Unknown browser'],
    [null, 'Unknown browser'],
  ])('of %s is %s', (userAgent, name) => {
    expect(describeDevice(userAgent).name).toBe(name);
  });

  test('tells phones and tablets from desks', () => {
    const typeOf = (userAgent: string | null) => describeDevice(userAgent).type;
    expect(typeOf(`${iPhone} Version/19.1 Mobile/15E148 Safari/604.1`)).toBe('mobile');
    expect(typeOf(`${mozilla} (Linux; Android 16) ${webkit} Chrome/142.0.0.0 Safari/537.36`)).toBe('tablet');
    expect(typeOf(`${mac} ${webkit} Chrome/142.0.0.0 Safari/537.36`)).toBe('desktop');
    expect(typeOf('curl/8.14.1')).toBe('unknown');
  });

  test.each([
    [`${mac} ${webkit} Chrome/142.0.0.0 Safari/537.36`, 'Chrome 142.0.0.0, macOS 10.15.7'],
    [`${windows} ${webkit} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.1.2`, 'Edge 142.0.1.2, Windows 10.0'],
    [`${iPhone} Version/19.1 Mobile/15E148 Safari/604.1`, 'Safari 19.1, iPhone 19.1'],
    [`${mozilla} (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0`, 'Firefox 140.0, Linux '],
    ['Mozilla/5.0 (Linux; Android 16) Chrome/142.0.0.0 Mobile', 'Chrome 142.0.0.0, Android 16'],
    [null, ' ,  '],
  ])('and the versions of %s are %s', (userAgent, versions) => {
    const { browser, browserVersion, system, systemVersion } = describeDevice(userAgent);
    expect(`${browser} ${browserVersion}, ${system} ${systemVersion}`).toBe(versions);
  });
});
