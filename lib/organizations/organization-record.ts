import type { Prisma } from '@/prisma/generated/client';

/** An organization as the application knows it: names, ids and what it keeps beside it. */
export interface OrganizationRecord {
  readonly id: string;
  readonly name: string;
  readonly externalId: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly slug: string | null;
  readonly logoUrl: string | null;
  readonly seatsCap: number | null;
  readonly ssoEnabled: boolean;
  readonly directoryEnabled: boolean;
  /** The organization's own session policy; null: the application's. */
  readonly sessionAbsoluteMinutes: number | null;
  readonly sessionIdleMinutes: number | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export const organizationRecordSelect = {
  id: true,
  name: true,
  externalId: true,
  metadata: true,
  slug: true,
  logoUrl: true,
  seatsCap: true,
  ssoEnabled: true,
  directoryEnabled: true,
  sessionAbsoluteMinutes: true,
  sessionIdleMinutes: true,
  createdAt: true,
  updatedAt: true,
} as const satisfies Prisma.OrganizationSelect;

type Row = Prisma.OrganizationGetPayload<{ select: typeof organizationRecordSelect }>;

export function toOrganizationRecord(row: Row): OrganizationRecord {
  return { ...row, metadata: row.metadata as Record<string, string> };
}
