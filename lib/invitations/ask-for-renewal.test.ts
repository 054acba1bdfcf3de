import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { invite } from '@/tests/factories/invitations';
import { createMember } from '@/tests/factories/members';
import { acceptInvitation } from '@/tests/factories/sign-in';
import { contextFor, createTestOrganization, later, memberRoleId } from '@/tests/factories/world';
import { invitationToken, type LinkPurpose } from '../links/invitation-token';
import { changeRoles } from '../memberships/change-roles';
import { deactivateMember } from '../memberships/deactivate-member';
import { reactivateMember } from '../memberships/reactivate-member';
import { removeMember } from '../memberships/remove-member';
import { askForRenewal } from './ask-for-renewal';
import { resendInvitation } from './resend-invitation';
import { revokeInvitation } from './revoke-invitation';

const database = useDatabase();
const day = 86_400;

/** Invited by an admin of the organization who has a colleague; the link is good for five minutes. */
async function invited() {
  const world = await createTestOrganization(database.db);
  await createMember(database.db, world.organizationId);
  const inviter = await createMember(database.db, world.organizationId);
  const ctx = contextFor(database.db, inviter.actor);
  return { ...world, inviter, ...(await invite(ctx, world.organizationId, { expiresInSeconds: 300 })) };
}

function ask(invitationId: string, seconds: number, purpose: LinkPurpose = 'mail', generation = 1) {
  const token = invitationToken({ invitationId, generation, purpose });
  return askForRenewal(contextFor(database.db, undefined, later(seconds)), { token });
}

async function requestsTo(address: string) {
  const mails = await database.db.mailMessage.findMany({
    where: { toAddress: address, kind: 'renewal_request' },
  });
  return mails.map((mail) => mail.content);
}

describe('asking for a new invitation', () => {
  test('mails the inviter, shows it in the list and is audited', async () => {
    const { inviter, invitationId, email, organizationId } = await invited();
    await ask(invitationId, 300);
    const content = { kind: 'renewal_request', organizationId, inviteeEmail: email };
    expect(await requestsTo(inviter.actor.email)).toMatchObject([content]);
    const invitation = await database.db.invitation.findUniqueOrThrow({ where: { id: invitationId } });
    expect(invitation).toMatchObject({ renewalAskedAt: later(300), generation: 1 });
    const event = await database.db.auditEvent.findFirst({ where: { action: 'invitation.renewal_asked' } });
    expect(event).toMatchObject({ organizationId, targetId: invitationId, actorKind: 'anonymous' });
  });

  test('mails the inviter once a day at most', async () => {
    const { inviter, invitationId } = await invited();
    await Promise.all([ask(invitationId, 300), ask(invitationId, 300), ask(invitationId, 301, 'copy')]);
    await ask(invitationId, 3600);
    expect(await requestsTo(inviter.actor.email)).toHaveLength(1);
    await ask(invitationId, day);
    expect(await requestsTo(inviter.actor.email)).toHaveLength(2);
  });

  test('mails nobody when the inviter may not invite any more, and still shows it in the list', async () => {
    const { staff, inviter, invitationId, organizationId } = await invited();
    const ref = { organizationId, membershipId: inviter.membershipId };
    await deactivateMember(staff, ref);
    await ask(invitationId, 300);
    await reactivateMember(staff, ref);
    await changeRoles(staff, { ...ref, roleIds: [memberRoleId] });
    await ask(invitationId, 301);
    await removeMember(staff, { ...ref, keepUser: true });
    await ask(invitationId, 302);
    expect(await requestsTo(inviter.actor.email)).toEqual([]);
    const invitation = await database.db.invitation.findUniqueOrThrow({ where: { id: invitationId } });
    expect(invitation.renewalAskedAt).toEqual(later(302));
  });

  test('is possible with the old link of a renewed invitation, whose new mail may have been lost', async () => {
    const { staff, inviter, invitationId, organizationId, membershipId } = await invited();
    await resendInvitation({ ...staff, now: later(300) }, { organizationId, membershipId });
    await ask(invitationId, 301);
    expect(await requestsTo(inviter.actor.email)).toHaveLength(1);
  });

  test('mails the staff member who invited', async () => {
    const { staff, organizationId } = await createTestOrganization(database.db);
    const { invitationId } = await invite(staff, organizationId, { expiresInSeconds: 300 });
    await ask(invitationId, 300);
    expect(await requestsTo(staff.actor.kind === 'user' ? staff.actor.email : '')).toHaveLength(1);
  });
});

describe('asking is refused', () => {
  test('while the invitation is open', async () => {
    const { invitationId, inviter } = await invited();
    await expect(ask(invitationId, 299)).rejects.toMatchObject({ code: 'conflict' });
    expect(await requestsTo(inviter.actor.email)).toEqual([]);
  });

  test('when the invitation was accepted or revoked, each with its own reason', async () => {
    const accepted = await invited();
    await acceptInvitation(database.db, accepted.invitationId);
    await expect(ask(accepted.invitationId, 300)).rejects.toMatchObject({ code: 'invitation_used' });
    const revoked = await invited();
    await revokeInvitation(revoked.staff, revoked);
    await expect(ask(revoked.invitationId, 300)).rejects.toMatchObject({ code: 'invitation_revoked' });
  });

  test('without a right link', async () => {
    const ctx = contextFor(database.db);
    await expect(askForRenewal(ctx, { token: 'guessed' })).rejects.toMatchObject({ code: 'link_unknown' });
    await expect(ask('inv_1000000000000000009', 0)).rejects.toMatchObject({ code: 'link_unknown' });
  });

  test('more than five times an hour, with a time to retry', async () => {
    const { invitationId } = await invited();
    for (let count = 0; count < 5; count += 1) await ask(invitationId, 300);
    const refusal = { code: 'rate_limited', retryAfterSeconds: 3600 };
    await expect(ask(invitationId, 300)).rejects.toMatchObject(refusal);
  });
});
