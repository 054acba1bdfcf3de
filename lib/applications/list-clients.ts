import { Prisma } from '@/prisma/generated/client';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import type { KeysetOrder } from '../lists/keyset';
import { type CountedPage, listRecords, type PageInput } from '../lists/list-records';
import { type ApplicationType, applicationTypes, kindOfType } from './application';
import { type ClientRecord, clientRecordSelect, toClientRecord } from './client-record';

export interface ListClientsInput extends PageInput {
  /** Whose clients; null: the workspace's applications. */
  readonly organizationId: string | null;
  /** Of applications, which; all when not given. */
  readonly types?: readonly ApplicationType[] | undefined;
}

/** One page of applications, or of an organization's clients, the oldest first, and how many there are in all. */
export async function listClients(ctx: Ctx, input: ListClientsInput): Promise<CountedPage<ClientRecord>> {
  authorize(ctx, 'client.list');
  const { organizationId } = input;
  await requireOrganization(ctx, organizationId);
  const order = orderOf(organizationId);
  const ofType = organizationId === null ? typesSql(input.types ?? applicationTypes) : Prisma.sql`true`;
  const matching = Prisma.sql`c.organization_id is not distinct from ${organizationId} and ${ofType}`;
  const read = (ids: string[]) => readRecords(ctx, ids);
  return listRecords(ctx.db, { order, from: Prisma.sql`clients c`, matching, read }, input);
}

function orderOf(organizationId: string | null): KeysetOrder {
  return {
    name: organizationId ?? 'applications',
    by: Prisma.sql`c.created_at`,
    type: 'timestamptz',
    id: Prisma.sql`c.id`,
    descending: false,
  };
}

function typesSql(types: readonly ApplicationType[]): Prisma.Sql {
  const kinds = types.map((type) => {
    const { kind, isNative } = kindOfType(type);
    return Prisma.sql`(c.kind::text = ${kind} and c.is_native = ${isNative})`;
  });
  return kinds.length > 0 ? Prisma.sql`(${Prisma.join(kinds, ' or ')})` : Prisma.sql`false`;
}

async function requireOrganization(ctx: Ctx, organizationId: string | null): Promise<void> {
  if (organizationId === null) return;
  const found = await ctx.db.organization.findUnique({ where: { id: organizationId }, select: { id: true } });
  if (!found) refuse('not_found', 'There is no such organization.');
}

async function readRecords(ctx: Ctx, ids: string[]): Promise<Map<string, ClientRecord>> {
  const rows = await ctx.db.client.findMany({ where: { id: { in: ids } }, select: clientRecordSelect });
  return new Map(rows.map((row) => [row.id, toClientRecord(row)]));
}
