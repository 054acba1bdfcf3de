import { z } from 'zod';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { isDisposableDomain, isPublicDomain } from '../domains/mail-domains';
import { organizationIdSchema } from '../organizations/organization.schema';
import { addressKey, domainOf } from '../users/email-address';
import { emailSchema } from '../users/person.schema';

export const checkInviteeSchema = z.object({ organizationId: organizationIdSchema, email: emailSchema });

export interface InviteeVerdict {
  readonly verdict: 'new' | 'pending' | 'expired' | 'member' | 'inactive' | 'blocked';
  readonly sentence: string;
  /** Of the member that there is already. */
  readonly membershipId: string | null;
}

const sentences: Record<InviteeVerdict['verdict'], string> = {
  new: 'Not a member, not invited yet.',
  pending: 'Already invited. You can resend the invitation.',
  expired: 'Was invited; that link has expired. Resend it for a new one.',
  member: 'Already a member.',
  inactive: 'Deactivated here. Reactivate them instead.',
  blocked: 'This workspace does not invite addresses of this provider.',
};

/**
 * What would happen on inviting this address, for the form while it is typed; changes nothing. Speaks of this
 * organization only: whether the address has an account elsewhere is nobody's business here.
 */
export async function checkInvitee(
  ctx: Ctx,
  input: z.output<typeof checkInviteeSchema>,
): Promise<InviteeVerdict> {
  authorize(ctx, 'invitation.create', input.organizationId);
  const key = addressKey(input.email);
  const [row] = await ctx.db.$queryRaw<Row[]>`
    select m.id, m.status::text as status, i.expires_at
    from memberships m
    left join invitations i on i.membership_id = m.id and i.accepted_at is null and i.revoked_at is null
    where m.organization_id = ${input.organizationId} and m.email_key = ${key}`;
  const verdict = row ? verdictOf(row, ctx.now) : (await isBlocked(ctx, key)) ? 'blocked' : 'new';
  return { verdict, sentence: sentences[verdict], membershipId: row?.id ?? null };
}

type Row = { id: string; status: string; expires_at: Date | null };

function verdictOf(row: Row, now: Date): InviteeVerdict['verdict'] {
  if (row.status === 'ACTIVE') return 'member';
  if (row.status === 'INACTIVE') return 'inactive';
  return row.expires_at && row.expires_at > now ? 'pending' : 'expired';
}

async function isBlocked(ctx: Ctx, key: string): Promise<boolean> {
  const domain = domainOf(key);
  const workspace = await ctx.db.workspace.findFirstOrThrow({
    select: { blockPublicDomains: true, blockDisposableDomains: true },
  });
  return (
    (workspace.blockPublicDomains && isPublicDomain(domain)) ||
    (workspace.blockDisposableDomains && isDisposableDomain(domain))
  );
}
