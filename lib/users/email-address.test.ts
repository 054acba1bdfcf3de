import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressKey, domainOf, parseEmailAddress } from './email-address';

const localCharacters = [..."abcXYZ019!#$%&'*+/=?^_`{|}~-"];
const atom = fc.string({ unit: fc.constantFrom(...localCharacters), minLength: 1, maxLength: 10 });
const local = fc.array(atom, { minLength: 1, maxLength: 4 }).map((atoms) => atoms.join('.'));
const label = fc.stringMatching(/^[a-zA-Z0-9](?:[a-zA-Z0-9]{0,8}[a-zA-Z0-9])?$/);
const domain = fc
  .tuple(fc.array(label, { minLength: 1, maxLength: 3 }), fc.constantFrom('com', 'example', 'ORG', 'de'))
  .map(([labels, top]) => [...labels, top].join('.'));
const space = fc.string({ unit: fc.constantFrom(' ', '\t', '\n', '\r'), maxLength: 3 });

function requireParsed(text: string) {
  const parsed = parseEmailAddress(text);
  if (typeof parsed === 'string') throw new Error(`${JSON.stringify(text)}: ${parsed}`);
  return parsed;
}

describe('an address', () => {
  test('keeps its local part and has its domain in lower case; its key differs in ASCII case only', () => {
    fc.assert(
      fc.property(local, domain, space, (name, host, around) => {
        const parsed = requireParsed(`${around}${name}@${host}${around}`);
        expect(parsed.address).toBe(`${name}@${host.toLowerCase()}`);
        expect(parsed.key).toBe(`${name}@${host}`.toLowerCase());
        expect(addressKey(parsed.address)).toBe(parsed.key);
        expect(domainOf(parsed.key)).toBe(host.toLowerCase());
      }),
    );
  });

  test('that was read is read again as the same', () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string(), fc.string({ unit: 'binary' })), (text) => {
        const parsed = parseEmailAddress(text);
        if (typeof parsed === 'string') return;
        expect(parseEmailAddress(parsed.address)).toEqual(parsed);
        expect(requireParsed(parsed.key).key).toBe(parsed.key);
      }),
      { numRuns: 500 },
    );
  });

  test('never holds what could become another address, a header or a second recipient', () => {
    const nasty = fc.constantFrom(
      '\r\n',
      '\0',
      ' ',
      ',',
      ';',
      '<',
      '>',
      '"',
      '(',
      ')',
      '\\',
      '\u202e',
      '＠',
      'ı',
      '\u212a',
    );
    fc.assert(
      fc.property(local, domain, nasty, fc.nat(), (name, host, piece, where) => {
        const plain = `${name}@${host}`;
        const at = 1 + (where % (plain.length - 1));
        const parsed = parseEmailAddress(`${plain.slice(0, at)}${piece}${plain.slice(at)}`);
        if (typeof parsed === 'string') return;
        expect(parsed.address).toMatch(/^[\x21-\x7e]+$/);
        expect(parsed.address).not.toMatch(/[\s,;<>"()\\]/);
        expect(parsed.address.split('@')).toHaveLength(2);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['', 'Enter an email address.'],
    ['   ', 'Enter an email address.'],
    ['ada', 'Enter one address, like ada@example.com.'],
    ['ada@', 'Enter one address, like ada@example.com.'],
    ['@example.com', 'Enter one address, like ada@example.com.'],
    ['a@b@example.com', 'Enter one address, like ada@example.com.'],
    ['ada@example.com, bob@example.com', 'Enter a single address.'],
    ['ada@example.com bob@example.com', 'Enter a single address.'],
    ['Ada <ada@example.com>', 'Enter one address, like ada@example.com.'],
    ['"ada"@example.com', 'Only unaccented letters, digits and . _ + - are possible before the @.'],
    ['ada(comment)@example.com', 'Only unaccented letters, digits and . _ + - are possible before the @.'],
    ['.ada@example.com', 'Only unaccented letters, digits and . _ + - are possible before the @.'],
    ['a..da@example.com', 'Only unaccented letters, digits and . _ + - are possible before the @.'],
    ['mıke@example.com', 'Only unaccented letters, digits and . _ + - are possible before the @.'],
    ['ada＠example.com', 'Enter one address, like ada@example.com.'],
    ['ada@localhost', 'The part after the @ is not a domain, like example.com.'],
    ['ada@127.0.0.1', 'The part after the @ is not a domain, like example.com.'],
    ['ada@[::1]', 'The part after the @ is not a domain, like example.com.'],
    ['ada@example.com:80', 'The part after the @ is not a domain, like example.com.'],
    ['ada@example.com/x', 'The part after the @ is not a domain, like example.com.'],
    ['ada@-a.example.com', 'The part after the @ is not a domain, like example.com.'],
    ['ada@example..com', 'The part after the @ is not a domain, like example.com.'],
    [`${'a'.repeat(65)}@example.com`, 'The address is too long.'],
    [`ada${' '.repeat(1000)}@example.com`, 'The address is too long.'],
  ])('%j is refused: %s', (text, problem) => {
    expect(parseEmailAddress(text)).toBe(problem);
  });

  test.each([
    ['Ada.Lovelace+x@Example.COM', 'Ada.Lovelace+x@example.com'],
    ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
    ['ada@\uff45xample.com', 'ada@example.com'],
  ])('%j is stored as %s', (text, address) => {
    expect(requireParsed(text).address).toBe(address);
  });

  test('with a plus tag or other dots is another address', () => {
    const keys = ['ada@example.com', 'ada+x@example.com', 'a.da@example.com'].map(
      (text) => requireParsed(text).key,
    );
    expect(new Set(keys).size).toBe(3);
  });
});
