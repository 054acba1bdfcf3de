import { Prisma } from '@/prisma/generated/client';
import { authorize } from '../authz/authorize';
import type { Ctx, PortalFeature } from '../authz/context';
import { refuse } from '../errors';
import { newestByCreation } from '../lists/keyset';
import { type CountedPage, listRecords, type PageInput } from '../lists/list-records';
import { type PortalLinkSource, type PortalLinkState, portalFeatures, portalLinkState } from './portal-link';

export interface ListPortalLinksInput extends PageInput {
  readonly organizationId: string;
  /** Those that still can be opened, and no other. */
  readonly openOnly: boolean;
}

export interface PortalLinkRow {
  readonly linkId: string;
  readonly state: PortalLinkState;
  readonly source: PortalLinkSource;
  readonly features: readonly PortalFeature[];
  readonly createdByName: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** When it was opened first. */
  readonly openedAt: Date | null;
  /** How many browsers it lets in at this moment. */
  readonly sessionCount: number;
}

/** The set-up links of an organization, the newest first, until a month after they ended. None carries its token. */
export async function listPortalLinks(
  ctx: Ctx,
  input: ListPortalLinksInput,
): Promise<CountedPage<PortalLinkRow>> {
  authorize(ctx, 'portal-link.list', input.organizationId);
  const { organizationId, openOnly } = input;
  const found = await ctx.db.organization.findUnique({ where: { id: organizationId }, select: { id: true } });
  if (!found) refuse('not_found', 'There is no such organization.');
  const order = newestByCreation(`${organizationId} ${openOnly ? 'open' : 'all'}`, Prisma.sql`l`);
  const matching = Prisma.sql`l.organization_id = ${organizationId} and ${openOnly ? openSql(ctx) : Prisma.sql`true`}`;
  const read = (ids: string[]) => readRows(ctx, ids);
  return listRecords(ctx.db, { order, from: Prisma.sql`portal_links l`, matching, read }, input);
}

function openSql({ now }: Ctx): Prisma.Sql {
  return Prisma.sql`l.revoked_at is null and l.expires_at > ${now}::timestamptz
    and (l.source = 'DASHBOARD' or l.opened_at is null)`;
}

async function readRows(ctx: Ctx, ids: string[]): Promise<Map<string, PortalLinkRow>> {
  const rows = await ctx.db.portalLink.findMany({
    where: { id: { in: ids } },
    select: {
      id: true,
      source: true,
      features: true,
      createdByName: true,
      createdAt: true,
      expiresAt: true,
      openedAt: true,
      revokedAt: true,
      _count: { select: { sessions: { where: { expiresAt: { gt: ctx.now } } } } },
    },
  });
  return new Map(
    rows.map(({ id, revokedAt, features, _count, ...row }) => {
      const state = portalLinkState({ ...row, revokedAt }, ctx.now);
      const shown = {
        linkId: id,
        state,
        features: [...portalFeatures(features)],
        sessionCount: _count.sessions,
      };
      return [id, { ...row, ...shown }];
    }),
  );
}
