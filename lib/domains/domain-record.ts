import type { Prisma } from '@/prisma/generated/client';
import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { refuse } from '../errors';
import { type DomainState, domainState, txtRecordName } from './domain';
import type { DomainRef, DomainType } from './domain.schema';

/** A domain of an organization, as people and programs see it. */
export interface DomainRecord {
  readonly id: string;
  readonly organizationId: string;
  readonly domain: string;
  readonly type: DomainType;
  readonly method: 'ADMIN' | 'DNS';
  readonly state: DomainState;
  /** The TXT record that shows whose it is; null where somebody vouched for it. */
  readonly record: { readonly name: string; readonly value: string } | null;
  readonly verifiedAt: Date | null;
  /** When the record was looked for last, and what was found. */
  readonly checkedAt: Date | null;
  readonly checkResult: string | null;
  /** Until when it is looked for by itself. */
  readonly pollUntil: Date | null;
  readonly nextCheckAt: Date | null;
  readonly connectionId: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What of a row a record is made of. */
export const domainFields = {
  id: true,
  organizationId: true,
  domain: true,
  type: true,
  method: true,
  txtSecret: true,
  verifiedAt: true,
  pollUntil: true,
  nextCheckAt: true,
  missedChecks: true,
  checkedAt: true,
  checkResult: true,
  connectionId: true,
  createdAt: true,
  updatedAt: true,
} as const satisfies Prisma.DomainSelect;

export type DomainRow = Prisma.DomainGetPayload<{ select: typeof domainFields }>;

/** The row as it is at `now`. */
export function toDomainRecord({ txtSecret, missedChecks, ...row }: DomainRow, now: Date): DomainRecord {
  const record = row.method === 'DNS' ? { name: txtRecordName(row.domain), value: txtSecret } : null;
  return { ...row, state: domainState({ ...row, missedChecks }, now), record };
}

/** The domain of that organization, or `not_found`. The caller has authorised. */
export async function requireDomain({ db }: Ctx, ref: DomainRef): Promise<DomainRow> {
  return present(await read(db, ref));
}

/** The same, locked until the transaction ends. */
export async function lockDomain(tx: Transaction, ref: DomainRef): Promise<DomainRow> {
  await tx.$queryRaw`select 1 from domains where id = ${ref.domainId} for update`;
  return present(await read(tx, ref));
}

function read(tx: Transaction, { organizationId, domainId }: DomainRef): Promise<DomainRow | null> {
  return tx.domain.findFirst({ where: { id: domainId, organizationId }, select: domainFields });
}

function present(row: DomainRow | null): DomainRow {
  return row ?? refuse('not_found', 'There is no such domain.');
}
