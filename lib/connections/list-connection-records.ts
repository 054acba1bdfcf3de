import { Prisma } from '@/prisma/generated/client';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { connectionStatusSql } from '../events/connection-data';
import { containsPattern } from '../lists/contains-pattern';
import { newestByCreation } from '../lists/keyset';
import { type CountedPage, listRecords, type PageInput } from '../lists/list-records';
import type { ConnectionProvider, ConnectionType } from './connection.schema';
import { type ConnectionRecord, connectionRecordSelect, toConnectionRecord } from './connection-record';
import type { ConnectionStatus } from './connection-status';

/** What is null is not asked about. */
export interface ListConnectionRecordsInput extends PageInput {
  /** Part of its name or of its organization's, or exactly an id, a key or a domain. */
  readonly search: string | null;
  readonly organizationId: string | null;
  readonly domain: string | null;
  readonly provider: ConnectionProvider | null;
  readonly type: ConnectionType | null;
  readonly enabled: boolean | null;
  readonly status: ConnectionStatus | null;
}

const order = newestByCreation('connections', Prisma.sql`connection`);

/** One page of the connections of all organizations, for staff and programs, and how many there are in all. */
export async function listConnectionRecords(
  ctx: Ctx,
  input: ListConnectionRecordsInput,
): Promise<CountedPage<ConnectionRecord>> {
  authorize(ctx, 'connection.list');
  const from = Prisma.sql`connections connection join organizations o on o.id = connection.organization_id`;
  const read = (ids: string[]) => readRecords(ctx, ids);
  return listRecords(ctx.db, { order, from, matching: matchingSql(input), read }, input);
}

function matchingSql(input: ListConnectionRecordsInput): Prisma.Sql {
  const { search, organizationId, domain, provider, type, enabled, status } = input;
  const conditions = [
    organizationId !== null && Prisma.sql`connection.organization_id = ${organizationId}`,
    domain !== null && hasDomain(domain),
    provider !== null && Prisma.sql`connection.provider::text = ${provider}`,
    type !== null && Prisma.sql`connection.type::text = ${type}`,
    enabled !== null && Prisma.sql`connection.enabled = ${enabled}`,
    status !== null && Prisma.sql`${connectionStatusSql} = ${status}`,
    search !== null && found(search),
  ].filter((condition) => condition !== false);
  return conditions.length > 0 ? Prisma.join(conditions, ' and ') : Prisma.sql`true`;
}

function found(search: string): Prisma.Sql {
  const pattern = containsPattern(search);
  return Prisma.sql`(lower(o.name) like ${pattern} or lower(connection.name) like ${pattern}
    or lower(connection.provider::text) like ${pattern} or connection.id = ${search} or connection.key_id = ${search} or ${hasDomain(search)})`;
}

/** Domains that name no connection lead to the organization's. */
function hasDomain(domain: string): Prisma.Sql {
  return Prisma.sql`exists (select 1 from domains d where d.organization_id = connection.organization_id
    and d.type = 'ORGANIZATION_DOMAIN' and d.verified_at is not null and d.domain = ${domain.toLowerCase()}
    and coalesce(d.connection_id, connection.id) = connection.id)`;
}

async function readRecords(ctx: Ctx, ids: string[]): Promise<Map<string, ConnectionRecord>> {
  const where = { id: { in: ids } };
  const rows = await ctx.db.connection.findMany({ where, select: connectionRecordSelect });
  return new Map(rows.map((row) => [row.id, toConnectionRecord(row)]));
}
