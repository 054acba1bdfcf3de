import type { z } from 'zod';
import { refuse } from '@/lib/errors';

/**
 * What the core's own schema makes of a request; refuses with `invalid_input`, the fields by the core's names or those
 * that the request has for them.
 */
export function parseInput<S extends z.ZodType>(
  schema: S,
  value: z.input<S>,
  fieldNames: Readonly<Record<string, string>> = {},
): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => {
    const field = path.join('.');
    return [fieldNames[field] ?? field, message] as const;
  });
  return refuse('invalid_input', issues.map(([field, message]) => `${field}: ${message}`).join(' '), {
    fields: Object.fromEntries(issues),
  });
}
