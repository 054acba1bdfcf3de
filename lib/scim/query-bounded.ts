import type { Prisma } from '@/prisma/generated/client';
import { type Database, isTimedOut } from '../db';
import { ScimError } from './scim-error';

const usualMilliseconds = 5000;

/**
 * The rows of a list that is found by going through all of a directory. One that would take longer than the others should
 * wait is refused with tooMany (RFC 7644 section 3.12), so that the cost of a question does not grow with the directory.
 */
export async function queryBounded<Row>(
  db: Database,
  sql: Prisma.Sql,
  milliseconds = usualMilliseconds,
): Promise<Row[]> {
  const query = db.$transaction(async (tx) => {
    await tx.$queryRaw`select set_config('statement_timeout', ${String(milliseconds)}, true)`;
    return tx.$queryRaw<Row[]>(sql);
  });
  return query.catch((error: unknown) => {
    if (!isTimedOut(error)) throw error;
    const detail = 'To find these takes too long. Ask by “eq”, or for fewer.';
    throw new ScimError(400, 'tooMany', detail);
  });
}
