import { describe, expect, test } from 'vitest';
import { checkConfiguredAddresses } from './check-configured-addresses';

const good = 'https://app.example.com/callback';

function problemOf(redirectUris: readonly string[], initiateLoginUri: string | null = null): string | null {
  try {
    checkConfiguredAddresses({ redirectUris, initiateLoginUri });
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

describe('addresses that the environment sets', () => {
  test('may be what the dashboard takes', () => {
    expect(problemOf([])).toBeNull();
    expect(problemOf([good, 'http://localhost:4000/callback'], 'https://app.example.com/login')).toBeNull();
  });

  test.each([
    ['http://app.example.com/callback', 'Use https. Only localhost, 127.0.0.1 and [::1] may do without.'],
    [`${good}#there`, 'Leave out the fragment, from # on.'],
    ['https://ada:hunter2@app.example.com/callback', 'Leave out the user name and password.'],
    ['javascript:alert(1)', 'The address begins with https://.'],
    ['app.example.com/login', 'Write the whole address, like https://app.example.com/callback.'],
    ['https://*.example.com/callback', 'A wildcard would match too much: list each address.'],
    ['https:app.example.com/a', 'Browsers read it as https://app.example.com/a: write it that way.'],
    ['http://127.0.0.2/callback', 'Use https. Only localhost, 127.0.0.1 and [::1] may do without.'],
    [`${good}?${'a'.repeat(2000)}`, 'At most 2000 characters.'],
  ])('may not be %s', (address, sentence) => {
    expect(problemOf([good, address])).toBe(`USHER_REDIRECT_URIS: address 2: ${sentence}`);
    expect(problemOf([good], address)).toBe(`USHER_INITIATE_LOGIN_URI: ${sentence}`);
  });

  test('are named once each, and not too many', () => {
    expect(problemOf([good, good])).toBe('USHER_REDIRECT_URIS: address 2: It stands above already.');
    const many = Array.from({ length: 21 }, (_, index) => `${good}/${index}`);
    expect(problemOf(many)).toBe('USHER_REDIRECT_URIS: expected at most 20 addresses');
  });
});
