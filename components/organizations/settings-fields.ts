import { z } from 'zod';
import { invitationTtlSchema, seatsCapSchema } from '@/lib/organizations/organization.schema';
import { parseDuration } from './duration-text';

/** How long invitations are good, as it is typed ("15 days"), in seconds. */
export const durationFieldSchema = z
  .string()
  .transform((text, context) => {
    const seconds = parseDuration(text);
    if (seconds !== null) return seconds;
    context.addIssue({ code: 'custom', message: 'Like 15 days, 12 hours or 30 minutes.' });
    return z.NEVER;
  })
  .pipe(invitationTtlSchema);

/** The same, where nothing typed means that others decide. */
export const optionalDurationFieldSchema = z
  .string()
  .transform((text) => text.trim() || null)
  .pipe(durationFieldSchema.nullable());

/** How long a login lasts, as it is typed ("8 hours"), in whole minutes; nothing typed means that others decide. */
export const minutesFieldSchema = z.string().transform((text, context) => {
  if (text.trim() === '') return null;
  const seconds = parseDuration(text);
  if (seconds !== null && seconds % 60 === 0) return seconds / 60;
  context.addIssue({ code: 'custom', message: 'Like 8 hours, 30 minutes or 2 days.' });
  return z.NEVER;
});

/** A number of seats as it is typed ("1,000"); nothing typed means no limit. */
export const seatsFieldSchema = z
  .string()
  .transform((text, context) => {
    const digits = text.replace(/[\s,]/g, '');
    if (digits === '') return null;
    if (/^\d{1,9}$/.test(digits)) return Number(digits);
    context.addIssue({ code: 'custom', message: 'Enter a whole number, or nothing for no limit.' });
    return z.NEVER;
  })
  .pipe(seatsCapSchema.nullable());
