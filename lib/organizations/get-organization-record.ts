import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import {
  type OrganizationRecord,
  organizationRecordSelect,
  toOrganizationRecord,
} from './organization-record';

/** By Usher's id, or by the application's own. */
export type OrganizationKey = { readonly id: string } | { readonly externalId: string };

/** One organization as the application knows it, or `not_found`. */
export async function getOrganizationRecord(ctx: Ctx, key: OrganizationKey): Promise<OrganizationRecord> {
  authorize(ctx, 'organization.list');
  const row = await ctx.db.organization.findUnique({ where: key, select: organizationRecordSelect });
  return row ? toOrganizationRecord(row) : refuse('not_found', 'There is no such organization.');
}
