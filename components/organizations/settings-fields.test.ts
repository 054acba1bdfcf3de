import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import {
  durationFieldSchema,
  minutesFieldSchema,
  optionalDurationFieldSchema,
  seatsFieldSchema,
} from './settings-fields';

function sentenceOf(schema: z.ZodType, text: string): string | undefined {
  return schema.safeParse(text).error?.issues[0]?.message;
}

describe('how long invitations are open, as it is typed', () => {
  test('becomes seconds', () => {
    expect(durationFieldSchema.parse('36 hours')).toBe(129_600);
  });

  test.each([
    ['soon', 'Like 15 days, 12 hours or 30 minutes.'],
    ['', 'Like 15 days, 12 hours or 30 minutes.'],
    ['4 minutes', 'At least five minutes.'],
    ['91', 'At most 90 days.'],
  ])('is refused as %j with a sentence', (text, sentence) => {
    expect(sentenceOf(durationFieldSchema, text)).toBe(sentence);
  });

  test('may be left to the workspace by an organization, but not be wrong', () => {
    expect(optionalDurationFieldSchema.parse('  ')).toBeNull();
    expect(optionalDurationFieldSchema.parse('2 days')).toBe(172_800);
    expect(sentenceOf(optionalDurationFieldSchema, 'soon')).toBe('Like 15 days, 12 hours or 30 minutes.');
  });
});

describe('how long a login lasts, as it is typed', () => {
  test.each([
    ['', null],
    ['8 hours', 480],
    ['30 min', 30],
    ['2', 2880],
  ])('%j is %j minutes', (text, minutes) => {
    expect(minutesFieldSchema.parse(text)).toBe(minutes);
  });

  test.each(['soon', '90 seconds'])('is refused as %j with a sentence', (text) => {
    expect(sentenceOf(minutesFieldSchema, text)).toBe('Like 8 hours, 30 minutes or 2 days.');
  });
});

describe('a number of seats, as it is typed', () => {
  test.each([
    ['', null],
    ['250', 250],
    ['1,000', 1_000],
    [' 10 000 ', 10_000],
  ])('%j is %j', (text, seats) => {
    expect(seatsFieldSchema.parse(text)).toBe(seats);
  });

  test.each([
    ['many', 'Enter a whole number, or nothing for no limit.'],
    ['2.5', 'Enter a whole number, or nothing for no limit.'],
    ['-1', 'Enter a whole number, or nothing for no limit.'],
    ['0', 'At least one seat.'],
    ['10000001', 'At most 10,000,000 seats.'],
  ])('is refused as %j with a sentence', (text, sentence) => {
    expect(sentenceOf(seatsFieldSchema, text)).toBe(sentence);
  });
});
