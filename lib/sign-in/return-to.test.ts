import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safeReturnTo } from './return-to';

const anyCharacter = fc.nat(0xffff).map((code) => String.fromCharCode(code));
const own = 'https://usher.example.com';

describe('where to go after a sign-in', () => {
  test.each([
    ['/', '/'],
    [
      '/organizations/org_1/users?status=pending&q=a%2Fb#top',
      '/organizations/org_1/users?status=pending&q=a%2Fb#top',
    ],
    ['/a/../b', '/b'],
    ['/search?next=https://elsewhere.example', '/search?next=https://elsewhere.example'],
    ['/päth', '/p%C3%A4th'],
  ])('may be the path %s of this host', (text, path) => {
    expect(safeReturnTo(text)).toBe(path);
  });

  test.each([
    ['nothing', ''],
    ['null', null],
    ['undefined', undefined],
    ['another host', 'https://evil.example'],
    ['another host without a scheme', '//evil.example'],
    ['three slashes', '///evil.example'],
    ['a backslash', '/\\evil.example'],
    ['two backslashes', '\\\\evil.example'],
    ['a backslash further on', '/a\\b'],
    ['a scheme without slashes', 'https:evil.example'],
    ['a user name that looks like this host', 'https://usher.example.com@evil.example'],
    ['an at sign alone', '@evil.example'],
    ['an encoded slash', '/%2fevil.example'],
    ['an encoded slash in capitals', '/%2Fevil.example'],
    ['an encoded backslash', '/%5cevil.example'],
    ['an encoded slash after a way up', '/a/%2e%2e/%2fevil.example'],
    ['an encoded slash behind a dot', '/./%2Fevil.example'],
    ['a way up to two slashes', '/a/..//evil.example'],
    ['an encoded way up to two slashes', '/%2e%2e//evil.example'],
    ['a dot before two slashes', '/.//evil.example'],
    ['a tab between slashes', '/\t/evil.example'],
    ['a line end between slashes', '/\n/evil.example'],
    ['a zero byte', '/\0/evil.example'],
    ['a space before', ' //evil.example'],
    ['the callback itself', '/auth/callback'],
    ['the callback itself after a way up', '/x/../auth/callback?again'],
    ['what is no page', '/api/auth/signout'],
    ['a script', 'javascript:alert(1)'],
    ['data', 'data:text/html,x'],
    ['a relative path', 'organizations'],
    ['more than 2000 characters', `/${'a'.repeat(2000)}`],
  ])('is not %s', (_, text) => {
    expect(safeReturnTo(text)).toBeNull();
  });

  const part = fc.constantFrom(
    '/',
    '\\',
    '//',
    '..',
    '.',
    '%2f',
    '%5c',
    '%2e',
    '@',
    ':',
    'evil.example',
    'a',
    '?',
    '#',
    '\t',
    'https:',
    ';',
    '%',
    'ö',
  );

  test('is on this host, whatever was asked for, and asking again for it changes nothing', () => {
    const text = fc.oneof(
      fc.array(part, { maxLength: 12 }).map((parts) => `/${parts.join('')}`),
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.string({ unit: anyCharacter, maxLength: 40 }).map((rest) => `/${rest}`),
    );
    fc.assert(
      fc.property(text, (asked) => {
        const path = safeReturnTo(asked);
        if (path === null) return;
        expect(new URL(path, own).origin).toBe(own);
        const decoded = path.replace(/%2f/gi, '/').replace(/%5c/gi, '\\');
        expect(new URL(decoded, own).origin).toBe(own);
        expect(path).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/);
        expect(safeReturnTo(path)).toBe(path);
      }),
      { numRuns: 2000 },
    );
  });
});
