import { z } from 'zod';
import { parseEmailAddress } from './email-address';

/** An address as typed; becomes the address as stored. */
export const emailSchema = z.string({ error: 'Enter an email address.' }).transform((text, context) => {
  const parsed = parseEmailAddress(text);
  if (typeof parsed !== 'string') return parsed.address;
  context.addIssue({ code: 'custom', message: parsed });
  return z.NEVER;
});

/** One line of text that people see: trimmed, without control and invisible formatting characters or halves of one. */
export function lineSchema(name: string, maximum: number) {
  return z
    .string({ error: `Enter ${name}.` })
    .trim()
    .max(maximum, `At most ${maximum} characters.`)
    .refine(
      (text) => !/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\u2028\u2029]/u.test(text),
      'Control characters are not possible here.',
    );
}

/** The same, where nothing typed means nothing set. */
export function optionalLineSchema(name: string, maximum: number) {
  return lineSchema(name, maximum)
    .nullish()
    .transform((text) => text || null);
}

/** What the application keeps beside a person or an organization; Usher reads nothing from it. */
export const metadataSchema = z.record(z.string().min(3).max(25), z.string().min(1).max(256));

export const personNamesSchema = z.object({
  givenName: optionalLineSchema('a first name', 255),
  familyName: optionalLineSchema('a last name', 255),
  displayName: optionalLineSchema('a display name', 255),
});
