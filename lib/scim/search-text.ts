import { Prisma } from '@/prisma/generated/client';
import { containsPattern } from '../lists/contains-pattern';
import type { Comparison } from './filter';
import type { ResourceType } from './schema';

/**
 * A condition on the row `r` that all who fit the comparison meet, and others may: `search` of a user holds the names and
 * addresses, and an index of its trigrams finds any part of three characters. Null: it says nothing of this comparison.
 */
export function partOfSearchSql(
  type: ResourceType,
  { path, operator, value }: Comparison,
): Prisma.Sql | null {
  const isPart = operator === 'co' || operator === 'sw' || operator === 'ew';
  if (type !== 'User' || !isPart || !isSearched(path)) return null;
  // Lists stand in it as JSON, where these are written otherwise.
  if (typeof value !== 'string' || value.length < 3 || /["\\\p{Cc}]/u.test(value)) return null;
  return Prisma.sql`r.search like ${containsPattern(value)}`;
}

function isSearched({ schema, name, sub }: Comparison['path']): boolean {
  if (schema !== null) return false;
  if (sub === null) return name === 'userName' || name === 'displayName';
  return name === 'name' || (name === 'emails' && sub === 'value');
}
