import { isDeepStrictEqual } from 'node:util';

export interface Changed<Fields> {
  readonly before: Partial<Fields>;
  readonly after: Partial<Fields>;
}

/**
 * The fields of `after` that differ from `before`, with both values, for the audit log; null when none does. The database
 * gives pairs back in an order of its own, which is no difference.
 */
export function whatChanged<Fields extends object>(before: Fields, after: Fields): Changed<Fields> | null {
  const names = (Object.keys(after) as (keyof Fields)[]).filter(
    (name) => !isDeepStrictEqual(before[name], after[name]),
  );
  if (names.length === 0) return null;
  return { before: pick(before, names), after: pick(after, names) };
}

function pick<Fields extends object>(from: Fields, names: readonly (keyof Fields)[]): Partial<Fields> {
  const picked: Partial<Fields> = {};
  for (const name of names) picked[name] = from[name];
  return picked;
}
