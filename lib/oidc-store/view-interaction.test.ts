import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { makeApplication } from '@/tests/factories/applications';
import { createMember, createPerson, createSession } from '@/tests/factories/members';
import { createTestConnection } from '@/tests/factories/single-sign-on';
import { contextFor, createStaff, createTestOrganization, memberRoleId } from '@/tests/factories/world';
import type { UserActor } from '../authz/context';
import { saveInteraction } from './save-interaction';
import { viewInteraction } from './view-interaction';

const database = useDatabase();

/** A member of an organization that enforces its identity provider. */
async function useWorld() {
  const world = await createTestConnection(database.db);
  const { organizationId } = world;
  await database.db.organization.update({ where: { id: organizationId }, data: { ssoRequired: true } });
  const actor = await createPerson(database.db);
  await createMember(database.db, organizationId, { actor, roleIds: [memberRoleId] });
  const organization = { organizationId, name: 'Acme Robotics', needsSso: true, needsLink: false };
  return { ...world, actor, organization, closed: { state: 'closed', email: actor.email, organization } };
}

/** What a waiting login shows somebody whose session began by that connection, or by a mailed link. */
async function viewOf(
  actor: UserActor,
  payload: Record<string, unknown>,
  connectionId: string | null = null,
) {
  const sessionId = await createSession(database.db, actor.userId);
  await database.db.session.update({ where: { id: sessionId }, data: { connectionId } });
  const owner = contextFor(database.db, await createStaff(database.db, 'OWNER'));
  const { clientId } = await makeApplication(owner);
  const id = randomBytes(16).toString('hex');
  const ctx = contextFor(database.db, { ...actor, sessionId });
  await saveInteraction(ctx, { id, clientId, payload: { params: {}, ...payload }, seconds: 600 });
  return viewInteraction(ctx, { id });
}

describe('an organization that enforces its identity provider', () => {
  test('says so to a member who came by a mailed link, whether it was asked for or is their only one', async () => {
    const { actor, organizationId, closed } = await useWorld();
    const params = { organization_id: organizationId };
    expect(await viewOf(actor, { params })).toEqual(closed);
    expect(await viewOf(actor, {})).toEqual(closed);
  });

  test('is gone to without a word once it was picked, and by who came from another identity provider', async () => {
    const { actor, organizationId, closed } = await useWorld();
    const other = (await createTestConnection(database.db)).connection.id;
    const params = { organization_id: organizationId };
    const lastSubmission = { organization: organizationId };
    expect(await viewOf(actor, { params, lastSubmission })).toEqual({ state: 'sso' });
    expect(await viewOf(actor, { lastSubmission })).toEqual({ state: 'sso' });
    expect(await viewOf(actor, { params }, other)).toEqual({ state: 'sso' });
    // Nothing named it, so the way there would not be found.
    expect(await viewOf(actor, {}, other)).toEqual(closed);
  });

  test('is one to pick among others, and no reason to be led away from them', async () => {
    const { actor, organizationId } = await useWorld();
    const second = await createTestOrganization(database.db, 'Bolt');
    await createMember(database.db, second.organizationId, { actor, roleIds: [memberRoleId] });
    const view = await viewOf(actor, {});
    expect(view).toMatchObject({ state: 'pick', organizations: [{ organizationId }, { name: 'Bolt' }] });
    const params = { organization_id: second.organizationId };
    expect(await viewOf(actor, { params })).toMatchObject({ state: 'pick' });
  });

  test('shows its page to whoever came from it, and to its admins', async () => {
    const { actor, connection, organizationId } = await useWorld();
    expect(await viewOf(actor, {}, connection.id)).toMatchObject({ state: 'pick' });
    const admin = await createMember(database.db, organizationId);
    expect(await viewOf(admin.actor, {})).toMatchObject({ state: 'pick' });
  });
});
