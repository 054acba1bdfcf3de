import { expect, test } from 'vitest';
import { readAttributes } from './claims';

test('every claim about the person is told as texts, and nothing of the token', () => {
  const claims = {
    sub: 'ada-1',
    groups: ['engines', 7, true],
    address: { country: 'GB' },
    nothing: null,
    nonce: 'n',
    at_hash: 'h',
    exp: 1,
  };
  expect(readAttributes(claims)).toEqual({
    sub: ['ada-1'],
    groups: ['engines', '7', 'true'],
    address: ['{"country":"GB"}'],
  });
});

test('a claim that is nested too deeply to be told says nothing', () => {
  const depth = 20_000;
  const nested = JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`) as unknown;
  expect(readAttributes({ nested, sub: 'ada-1' })).toEqual({ nested: [''], sub: ['ada-1'] });
});

test('a claim named like a part of every object is one like others', () => {
  const claims = JSON.parse('{"__proto__": {"email": "boss@example.com"}, "constructor": "x"}') as object;
  const attributes = readAttributes({ ...claims });
  expect(Object.keys(attributes)).toEqual(['__proto__', 'constructor']);
  expect(attributes.email).toBeUndefined();
});
