import { describe, expect, test } from 'vitest';
import type { ApplicationType } from './application';
import { type ApplicationAddresses, findAddressProblems } from './application-address';

type Use = keyof ApplicationAddresses;

function problemOf(address: string, use: Use = 'redirectUris', type: ApplicationType = 'web') {
  const value = use === 'initiateLoginUri' ? address : [address];
  return Object.values(findAddressProblems(type, { [use]: value }))[0] ?? null;
}

const uses: Use[] = ['redirectUris', 'postLogoutRedirectUris', 'backChannelLogoutUris', 'initiateLoginUri'];

describe('an address of an application', () => {
  test.each([
    'https://app.example.com/callback',
    'https://app.example.com',
    'https://app.example.com/',
    'https://app.example.com:8443/callback?tenant=1&x=%20',
    'https://xn--bcher-kva.example/callback',
    'http://localhost:4000/auth/callback',
    'http://127.0.0.1/callback',
    'http://[::1]:8080/callback',
  ])('can be %s, for every use', (address) => {
    for (const use of uses) expect(problemOf(address, use), use).toBeNull();
  });

  test.each([
    ['', /whole address/],
    ['/callback', /whole address/],
    ['//evil.example/callback', /whole address/],
    ['app.example.com/callback', /whole address/],
    ['https://', /whole address/],
    ['https:evil.example', /Browsers read it as https:\/\/evil\.example\//],
    ['https:///evil.example', /Browsers read it/],
    ['https://APP.example.com/callback', /Browsers read it/],
    ['HTTPS://app.example.com/callback', /Browsers read it/],
    ['https://app.example.com:443/callback', /Browsers read it/],
    ['https://app.example.com?tenant=1', /Browsers read it/],
    ['https://app.example.com/a/../callback', /Browsers read it/],
    ['https://app.example.com/%2e%2e/callback', /Browsers read it/],
    ['https://@app.example.com/callback', /Browsers read it/],
    ['http://2130706433/callback', /Browsers read it as http:\/\/127/],
    ['https://app.example.com\\@evil.example/', /backslashes/],
    ['https://app.example.com/call back', /spaces/],
    ['https://app.example.com/\u0000', /characters/],
    ['https://app.example.com/\r\nLocation: https://evil.example', /characters/],
    ['https://bücher.example/callback', /characters/],
    ['https://ａpp.example.com/callback', /characters/],
    ['https://*.example.com/callback', /wildcard/],
    ['https://app.example.com/*', /wildcard/],
    ['https://app.example.com/callback#part', /fragment/],
    ['https://app.example.com/callback#', /fragment/],
    ['https://ada@app.example.com/callback', /user name/],
    ['https://ada:secret@app.example.com/callback', /user name/],
    ['http://app.example.com/callback', /https/],
    ['http://localhost.evil.example/callback', /https/],
    ['http://app.localhost/callback', /https/],
    ['http://127.0.0.2/callback', /https/],
    ['javascript:alert(1)', /https/],
    ['data:text/html,hello', /https/],
    ['file:///etc/passwd', /https/],
    ['com.example.app:/callback', /https/],
    [`https://app.example.com/${'a'.repeat(2000)}`, /At most 2000/],
  ])('cannot be %s, for any use', (address, sentence) => {
    for (const use of uses.filter((each) => address || each !== 'initiateLoginUri')) {
      expect(problemOf(address, use), use).toMatch(sentence);
    }
  });

  test('of a native application may have a scheme of its own, where people are sent back to', () => {
    const own = 'com.example.app:/callback';
    expect(problemOf(own, 'redirectUris', 'native')).toBeNull();
    expect(problemOf('com.example.app://callback', 'postLogoutRedirectUris', 'native')).toBeNull();
    for (const use of ['backChannelLogoutUris', 'initiateLoginUri'] as const) {
      expect(problemOf(own, use, 'native')).toMatch(/https/);
    }
    for (const type of ['web', 'browser'] as const) {
      expect(problemOf(own, 'redirectUris', type)).toMatch(/https/);
    }
    for (const scheme of ['javascript:alert(1)', 'myapp:/callback', 'data:x', 'Com.Example.app:/callback']) {
      expect(problemOf(scheme, 'redirectUris', 'native'), scheme).not.toBeNull();
    }
  });

  test('of a native application on the device itself does without a certificate', () => {
    expect(problemOf('http://127.0.0.1/callback', 'redirectUris', 'native')).toBeNull();
    expect(problemOf('https://127.0.0.1/callback', 'redirectUris', 'native')).toMatch(/Use http for/);
  });

  test('stands once in its list, and the sentence names its place', () => {
    const [first, second] = ['https://one.example/callback', 'https://two.example/callback'];
    expect(findAddressProblems('web', { redirectUris: [first, second, first, 'nonsense'] })).toEqual({
      'redirectUris.2': 'It stands above already.',
      'redirectUris.3': 'Write the whole address, like https://app.example.com/callback.',
    });
    expect(findAddressProblems('web', { redirectUris: [first], postLogoutRedirectUris: [first] })).toEqual(
      {},
    );
    expect(findAddressProblems('web', { initiateLoginUri: null })).toEqual({});
  });
});
