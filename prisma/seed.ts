import type { Ctx, UserActor } from '@/lib/authz/context';
import type { Database } from '@/lib/db';
import { inviteMemberSchema } from '@/lib/invitations/invitation.schema';
import { type InvitedMember, inviteMember } from '@/lib/invitations/invite-member';
import { resendInvitation } from '@/lib/invitations/resend-invitation';
import { invitationToken } from '@/lib/links/invitation-token';
import { recordMailEvent } from '@/lib/mail/record-mail-event';
import { deactivateMember } from '@/lib/memberships/deactivate-member';
import { createOrganization } from '@/lib/organizations/create-organization';
import { createRole } from '@/lib/roles/create-role';
import { beginInvitationSignIn } from '@/lib/sign-in/begin-invitation-sign-in';
import { completeSignIn } from '@/lib/sign-in/complete-sign-in';

const day = 86_400_000;
const adminRoleId = 'role_1000000000000000001';
const memberRoleId = 'role_1000000000000000002';

/** Sample data in every state that screens show, made by the use cases at the moments it would have been made. */
export async function seed(db: Database, owner: Pick<UserActor, 'userId' | 'email'>): Promise<string> {
  const at = (daysAgo: number): Ctx => contextOf(db, owner, new Date(Date.now() - daysAgo * day));
  const { id: organizationId } = await createOrganization(at(90), { name: 'Acme', externalId: 'acme' });
  await createOrganization(at(60), { name: 'Globex', externalId: null });
  const { id: billingRoleId } = await createRole(at(80), {
    organizationId,
    name: 'billing',
    displayName: 'Billing',
    description: 'Sees invoices and changes how they are paid.',
    permissions: [],
    extendsId: memberRoleId,
  });
  const invite = (daysAgo: number, email: string, roleIds = [memberRoleId]) =>
    inviteMember(at(daysAgo), inviteMemberSchema.parse({ organizationId, email, roleIds }));
  await join(at(88), await invite(89, 'first.admin@example.com', [adminRoleId]));
  await join(at(69), await invite(70, 'finance@example.com', [memberRoleId, billingRoleId]));
  await join(at(40), await invite(41, 'design@example.com'));
  await join(at(2), await invite(5, 'research@example.com'));
  const left = await invite(60, 'contractor@example.com');
  await join(at(58), left);
  await deactivateMember(at(12), { organizationId, membershipId: left.membershipId });
  await invite(20, 'studio@example.com');
  const bounced = await invite(2, 'nobody.here@example.com', [adminRoleId]);
  await report(at(2), bounced, 'bounced', 'The address does not exist.');
  const waiting = await invite(3, 'marketing@example.com');
  await resendInvitation(at(1), { organizationId, membershipId: waiting.membershipId });
  await report(at(0), await invite(0.01, 'new.colleague@example.com'), 'delivered', null);
  return organizationId;
}

function contextOf(db: Database, owner: Pick<UserActor, 'userId' | 'email'>, now: Date): Ctx {
  const actor: UserActor = {
    kind: 'user',
    ...owner,
    sessionId: '',
    name: owner.email,
    staffRole: 'OWNER',
    organizations: new Map(),
  };
  return { actor, db, now, requestId: 'seed', ip: '127.0.0.1', userAgent: null };
}

/** The invited person presses Join in a browser of their own. */
async function join(ctx: Ctx, { invitationId }: InvitedMember): Promise<void> {
  const browser: Ctx = { ...ctx, actor: { kind: 'anonymous' }, ip: null };
  const token = invitationToken({ invitationId, generation: 1, purpose: 'mail' });
  await completeSignIn(browser, await beginInvitationSignIn(browser, { token }));
}

async function report(
  ctx: Ctx,
  invited: InvitedMember,
  type: 'bounced' | 'delivered',
  detail: string | null,
) {
  const { mailId } = invited;
  await recordMailEvent(ctx, {
    type,
    detail,
    at: ctx.now,
    providerId: mailId,
    providerEventId: `seed-${mailId}`,
    mailId,
  });
}
