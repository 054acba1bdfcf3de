import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { makeApplication } from '@/tests/factories/applications';
import { invite } from '@/tests/factories/invitations';
import { createTestConnection } from '@/tests/factories/single-sign-on';
import { contextFor, createStaff, later } from '@/tests/factories/world';
import { makeDefaultApplication } from '../applications/make-default-application';
import { invitationToken, type LinkPurpose } from '../links/invitation-token';
import { findInvitationRoute } from './find-sso-start';

const database = useDatabase();

async function invited() {
  const world = await createTestConnection(database.db);
  const { organizationId, staff, domain } = world;
  const email = `ada@${domain}`;
  const { invitationId } = await invite(staff, organizationId, { email, expiresInSeconds: 300 });
  const route = (purpose: LinkPurpose, seconds = 0) => {
    const token = invitationToken({ invitationId, generation: 1, purpose });
    return findInvitationRoute(contextFor(database.db, undefined, later(seconds)), token);
  };
  const enforce = (ssoRequired: boolean) =>
    database.db.organization.update({ where: { id: organizationId }, data: { ssoRequired } });
  return { ...world, email, invitationId, route, enforce };
}

describe('the way of an invitation', () => {
  test('is the identity provider of an organization that enforces it, and of no other', async () => {
    const { connection, email, invitationId, route, enforce } = await invited();
    expect(await route('mail')).toBeNull();
    await enforce(true);
    const invitation = { id: invitationId, generation: 1 };
    expect(await route('mail')).toMatchObject({
      connection: { id: connection.id },
      loginHint: email,
      invitation,
    });
    expect(await route('mail', 300)).toBeNull();
    await database.db.connection.update({ where: { id: connection.id }, data: { enabled: false } });
    expect(await route('mail')).toBeNull();
  });

  test('is a login like any other for a copied link, which tells nobody who is invited', async () => {
    const { connection, email, route, enforce, organizationId } = await invited();
    expect(await route('copy')).toBeNull();
    await enforce(true);
    const initiateLoginUri = 'https://shop.example.com/login';
    const owner = contextFor(database.db, await createStaff(database.db, 'OWNER'));
    const { clientId } = await makeApplication(owner, { initiateLoginUri });
    await makeDefaultApplication(owner, { clientId });
    const [mailed, copied] = [await route('mail'), await route('copy')];
    expect(mailed?.returnTo).toContain(encodeURIComponent(email));
    expect(copied).toMatchObject({ connection: { id: connection.id }, loginHint: null, invitation: null });
    const returnTo = new URL(copied?.returnTo ?? '');
    expect(returnTo.origin + returnTo.pathname).toBe(initiateLoginUri);
    expect([...returnTo.searchParams.keys()]).toEqual(['iss', 'organization_id']);
    expect(returnTo.searchParams.get('organization_id')).toBe(organizationId);
  });
});
