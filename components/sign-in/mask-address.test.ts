import { describe, expect, test } from 'vitest';
import { maskAddress } from './mask-address';

describe('a masked address', () => {
  test('keeps the first letter and the domain', () => {
    expect(maskAddress('ada.lindqvist@acme.example')).toBe('a•••@acme.example');
  });

  test('does not tell how long the name is', () => {
    expect(maskAddress('a@acme.example')).toBe(maskAddress('ada@acme.example'));
  });
});
