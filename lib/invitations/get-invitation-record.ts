import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import type { MembershipRef } from '../memberships/membership.schema';

/** The last invitation of a membership, as the application knows it. */
export interface InvitationRecord {
  readonly userId: string;
  readonly status: 'PENDING_INVITE' | 'INVITE_EXPIRED' | 'ACCEPTED' | 'REVOKED';
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly resentAt: Date | null;
  readonly resentCount: number;
  /** Of the person who invited, or in whose name the application did. */
  readonly inviterEmail: string | null;
}

/** The last invitation of a membership, or `not_found`. */
export async function getInvitationRecord(ctx: Ctx, ref: MembershipRef): Promise<InvitationRecord> {
  authorize(ctx, 'membership.list', ref.organizationId);
  const row = await ctx.db.invitation.findFirst({
    where: ref,
    orderBy: { id: 'desc' },
    select: {
      createdAt: true,
      expiresAt: true,
      lastSentAt: true,
      resentCount: true,
      inviterEmail: true,
      acceptedAt: true,
      revokedAt: true,
      membership: { select: { userId: true } },
    },
  });
  if (!row?.membership) return refuse('not_found', 'There is no invitation for this person.');
  const { acceptedAt, revokedAt, lastSentAt, membership, ...kept } = row;
  const open = kept.expiresAt > ctx.now ? 'PENDING_INVITE' : 'INVITE_EXPIRED';
  const status = acceptedAt ? 'ACCEPTED' : revokedAt ? 'REVOKED' : open;
  const resentAt = kept.resentCount > 0 ? lastSentAt : null;
  return { ...kept, userId: membership.userId, status, resentAt };
}
