import { Prisma } from '@/prisma/generated/client';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { prefixPattern } from '../lists/contains-pattern';
import { keysetSql, newestById, type Page, pageSize, readCursor, toPage } from '../lists/keyset';
import type { MailState } from './mail';
import type { MailKind } from './mail-content';
import type { ListMailInput } from './mail-list.schema';

export interface MailRow {
  readonly id: string;
  readonly kind: MailKind;
  readonly to: string;
  readonly state: MailState;
  /** Why it bounced, failed or still waits. */
  readonly reason: string | null;
  readonly attempts: number;
  readonly organization: { readonly id: string; readonly name: string } | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

interface Record extends Omit<MailRow, 'organization'> {
  readonly organizationId: string | null;
  readonly organizationName: string | null;
}

const newestFirst = newestById('newest', Prisma.sql`m.id`);

/** One page of every message, newest first, for staff. Its cost does not grow with their number. */
export async function listMail(ctx: Ctx, input: ListMailInput, size = pageSize): Promise<Page<MailRow>> {
  authorize(ctx, 'mail.list');
  const cursor = readCursor(input.cursor, newestFirst);
  const keyset = keysetSql(newestFirst, cursor);
  const records = await ctx.db.$queryRaw<Record[]>`
    select m.id, m.kind, m.to_address as "to", m.state::text as state, m.reason, m.attempts,
      m.created_at as "createdAt", m.updated_at as "updatedAt",
      o.id as "organizationId", o.name as "organizationName"
    from mail_messages m left join organizations o on o.id = m.organization_id
    where ${conditions(input)} and ${keyset.where}
    order by ${keyset.orderBy} limit ${size + 1}`;
  const place = { order: newestFirst, cursor, size };
  const page = toPage(records, place, (record) => ({ value: record.id, id: record.id }));
  return { ...page, rows: page.rows.map(toRow) };
}

function conditions({ search, states, kinds }: ListMailInput): Prisma.Sql {
  const all = [Prisma.sql`true`];
  if (states.length > 0) all.push(Prisma.sql`m.state = any(${states}::mail_state[])`);
  if (kinds.length > 0) all.push(Prisma.sql`m.kind = any(${kinds}::text[])`);
  if (search) all.push(searchCondition(search));
  return Prisma.join(all, ' and ');
}

function searchCondition(search: string): Prisma.Sql {
  if (/^(?:msg|inv|org)_[0-9]+$/.test(search)) {
    return Prisma.sql`(m.id = ${search} or m.invitation_id = ${search} or m.organization_id = ${search})`;
  }
  return Prisma.sql`lower(m.to_address) collate "C" like ${prefixPattern(search.replaceAll('\0', ''))}`;
}

function toRow({ organizationId, organizationName, ...mail }: Record): MailRow {
  const organization =
    organizationId && organizationName ? { id: organizationId, name: organizationName } : null;
  return { ...mail, organization };
}
