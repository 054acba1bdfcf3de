import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { invite } from '@/tests/factories/invitations';
import { createMember } from '@/tests/factories/members';
import { createRoleManager, makeRole } from '@/tests/factories/roles';
import { acceptInvitation } from '@/tests/factories/sign-in';
import { contextFor, createTestOrganization, later } from '@/tests/factories/world';
import { beginInvitationSignIn } from '../sign-in/begin-invitation-sign-in';
import { copyInvitationLink } from './copy-invitation-link';
import { resendInvitation } from './resend-invitation';
import { viewInvitation } from './view-invitation';

const database = useDatabase();

async function invited(form = {}) {
  const world = await createTestOrganization(database.db);
  return { ...world, ...(await invite(world.staff, world.organizationId, form)) };
}

function tokenOf(url: string): string {
  return new URL(url).pathname.split('/').at(-1) ?? '';
}

describe('a copied invitation link', () => {
  test('is on the configured address, good as long as the invitation, and audited without its token', async () => {
    const { staff, invitationId, email, expiresAt, ...ref } = await invited();
    const copied = await copyInvitationLink(staff, ref);
    expect(copied.url).toMatch(/^http:\/\/localhost:3000\/invite\/[0-9]{19}\.1\.[\w-]{43}$/);
    expect(copied.expiresAt).toEqual(expiresAt);
    const event = await database.db.auditEvent.findFirstOrThrow({
      where: { action: 'invitation.link_copied' },
    });
    expect(event).toMatchObject({ targetId: invitationId, targetName: email, actorName: 'Staff SUPPORT' });
    expect(JSON.stringify(event)).not.toContain(tokenOf(copied.url));
  });

  test('shows the invitation but signs nobody in: it does not prove the mailbox', async () => {
    const { staff, invitationId, ...ref } = await invited();
    const token = tokenOf((await copyInvitationLink(staff, ref)).url);
    const visitor = contextFor(database.db);
    expect(await viewInvitation(visitor, { token })).toMatchObject({ state: 'open', purpose: 'copy' });
    await expect(beginInvitationSignIn(visitor, { token })).rejects.toMatchObject({ code: 'link_unknown' });
    expect(await database.db.signInAttempt.count({ where: { invitationId } })).toBe(0);
  });

  test('is not the mailed one under another name', async () => {
    const { staff, invitationId, ...ref } = await invited();
    const [digits, generation, mac] = tokenOf((await copyInvitationLink(staff, ref)).url).split('.');
    expect(invitationId).toBe(`inv_${digits}`);
    const visitor = contextFor(database.db);
    for (const token of [`${digits}.2.${mac}`, `${digits}.${generation}.${mac?.toLowerCase()}`]) {
      expect(await viewInvitation(visitor, { token })).toEqual({ state: 'unknown' });
    }
  });

  test('dies when the invitation is renewed', async () => {
    const { staff, organizationId, membershipId } = await invited({ expiresInSeconds: 300 });
    const ref = { organizationId, membershipId };
    const token = tokenOf((await copyInvitationLink(staff, ref)).url);
    await resendInvitation({ ...staff, now: later(300) }, ref);
    const visitor = contextFor(database.db, undefined, later(301));
    expect(await viewInvitation(visitor, { token })).toMatchObject({ state: 'expired' });
  });
});

describe('copying a link is refused', () => {
  test('of an invitation that has expired', async () => {
    const { staff, ...ref } = await invited({ expiresInSeconds: 300 });
    const refused = copyInvitationLink({ ...staff, now: later(300) }, ref);
    await expect(refused).rejects.toMatchObject({ code: 'invitation_expired' });
  });

  test('of an invitation that was accepted, or that belongs to another organization', async () => {
    const { staff, invitationId, ...ref } = await invited();
    const other = await createTestOrganization(database.db);
    const foreign = { ...ref, organizationId: other.organizationId };
    await expect(copyInvitationLink(other.staff, foreign)).rejects.toMatchObject({ code: 'not_found' });
    await acceptInvitation(database.db, invitationId);
    await expect(copyInvitationLink(staff, ref)).rejects.toMatchObject({ code: 'already_member' });
  });

  test('to someone who may invite but not manage members', async () => {
    const { organizationId, membershipId } = await invited();
    const permissions = ['members:read', 'members:invite'];
    const roleId = await makeRole(await createRoleManager(database.db), organizationId, 'inviter', {
      permissions,
    });
    const { actor } = await createMember(database.db, organizationId, { roleIds: [roleId] });
    const refused = copyInvitationLink(contextFor(database.db, actor), { organizationId, membershipId });
    await expect(refused).rejects.toMatchObject({ code: 'forbidden' });
  });
});
