import { describe, expect, test } from 'vitest';
import { describeDevice } from './device-name';

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

  test('tells phones from desks', () => {
    expect(describeDevice(`${iPhone} Version/19.1 Mobile/15E148 Safari/604.1`).isHandheld).toBe(true);
    expect(describeDevice(`${mac} ${webkit} Chrome/142.0.0.0 Safari/537.36`).isHandheld).toBe(false);
  });
});
