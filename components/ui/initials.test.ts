import { describe, expect, it } from 'vitest';
import { initials } from './initials';

describe('initials', () => {
  it.each([
    ['Ada Lindqvist', 'AL'],
    ['  Ana  Maria de la Cruz ', 'AC'],
    ['Ada', 'A'],
    ['(Ada) "Al" Lindqvist', 'AL'],
    ['élodie martin', 'ÉM'],
    ['e\u0301lodie martin', 'E\u0301M'],
    ['李 小龍', '李小'],
    ['𝒜da Lindqvist', '𝒜L'],
    ['3M Robotics', '3R'],
  ])('takes the first letter of the first and the last word of %j', (text, expected) => {
    expect(initials(text)).toBe(expected);
  });

  it('takes one letter of an address, never one of its domain', () => {
    expect(initials('contractor@studio.example')).toBe('C');
  });

  it.each(['', '   ', '@', '--- !!!'])('answers a middle dot for %j, which has no letter', (text) => {
    expect(initials(text)).toBe('·');
  });
});
