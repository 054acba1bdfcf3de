import { Prisma } from '@/prisma/generated/client';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { containsPattern } from '../lists/contains-pattern';
import { newestByCreation } from '../lists/keyset';
import { type CountedPage, listRecords, type PageInput } from '../lists/list-records';
import {
  type OrganizationRecord,
  organizationRecordSelect,
  toOrganizationRecord,
} from './organization-record';

export interface ListOrganizationRecordsInput extends PageInput {
  /** Part of the name, or exactly an id or external id; null: all. */
  readonly search: string | null;
  /** Exactly; null: all. */
  readonly externalId: string | null;
}

const order = newestByCreation('created', Prisma.sql`o`);

/** One page of organizations as the application knows them, and how many there are in all. */
export async function listOrganizationRecords(
  ctx: Ctx,
  input: ListOrganizationRecordsInput,
): Promise<CountedPage<OrganizationRecord>> {
  authorize(ctx, 'organization.list');
  const from = Prisma.sql`organizations o`;
  const read = (ids: string[]) => readRecords(ctx, ids);
  return listRecords(ctx.db, { order, from, matching: matchingSql(input), read }, input);
}

function matchingSql({ search, externalId }: ListOrganizationRecordsInput): Prisma.Sql {
  const named =
    search === null
      ? Prisma.sql`true`
      : Prisma.sql`(lower(o.name) like ${containsPattern(search)} or o.id = ${search} or o.external_id = ${search})`;
  return externalId === null ? named : Prisma.sql`${named} and o.external_id = ${externalId}`;
}

async function readRecords(ctx: Ctx, ids: string[]): Promise<Map<string, OrganizationRecord>> {
  const where = { id: { in: ids } };
  const rows = await ctx.db.organization.findMany({ where, select: organizationRecordSelect });
  return new Map(rows.map((row) => [row.id, toOrganizationRecord(row)]));
}
