import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { invitationUrl } from '../links/invitation-token';
import type { MembershipRef } from '../memberships/membership.schema';
import { findOpenInvitation } from './open-invitation';

/**
 * A link to an open invitation for handing over by other means. It does not prove the mailbox (purpose `copy`): whoever
 * opens it can only have a sign-in link mailed to the invited address. An expired invitation has no link to copy
 * (`invitation_expired`). That somebody copied it is audited.
 */
export async function copyInvitationLink(
  ctx: Ctx,
  input: MembershipRef,
): Promise<{ url: string; expiresAt: Date }> {
  authorize(ctx, 'invitation.copy-link', input.organizationId);
  return ctx.db.$transaction(async (tx) => {
    const invitation = await findOpenInvitation(tx, input);
    if (invitation.expiresAt <= ctx.now)
      refuse('invitation_expired', 'This invitation has expired. Resend it for a new link.');
    await recordAudit(tx, ctx, {
      action: 'invitation.link_copied',
      organizationId: input.organizationId,
      target: { kind: 'invitation', id: invitation.id, name: invitation.email },
    });
    const { id: invitationId, generation, expiresAt } = invitation;
    return { url: invitationUrl({ invitationId, generation, purpose: 'copy' }), expiresAt };
  });
}
