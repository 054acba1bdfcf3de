import { describe, expect, test } from 'vitest';
import { portalActorName } from '@/lib/portal/portal-link';
import { useDatabase } from '@/tests/database';
import { createMember } from '@/tests/factories/members';
import {
  createPortalWorld,
  makePortalLink,
  openLink,
  portalActorOf,
  tokenOf,
} from '@/tests/factories/portal';
import { programFor } from '@/tests/factories/programs';
import { codesOf } from '@/tests/factories/refusals';
import { createRoleManager, makeRole } from '@/tests/factories/roles';
import {
  adminRoleId,
  contextFor,
  createTestOrganization,
  later,
  memberRoleId,
  testNow,
} from '@/tests/factories/world';
import { can } from '../authz/authorize';
import { rules } from '../authz/permissions';
import { portalToken } from '../links/portal-token';
import { listRoles } from '../roles/list-roles';
import { createPortalLink } from './create-portal-link';
import { deleteExpiredPortals } from './delete-expired-portals';
import { endPortalSession } from './end-portal-session';
import { getPortal } from './get-portal';
import { listPortalLinks } from './list-portal-links';
import { openPortalLink } from './open-portal-link';
import { readPortalSession } from './read-portal-session';
import { revokePortalLink } from './revoke-portal-link';
import { revokePortalLinks } from './revoke-portal-links';
import { viewPortalLink } from './view-portal-link';

const database = useDatabase();
const hour = 3600;
const week = 7 * 24 * hour;

function visitor(now = testNow) {
  return contextFor(database.db, undefined, now);
}

async function made() {
  const world = await createPortalWorld(database.db);
  return { ...world, link: await makePortalLink(world.admin, world.organizationId) };
}

async function madeByProgram() {
  const { organizationId } = await createPortalWorld(database.db);
  return { organizationId, link: await makePortalLink(programFor(database.db), organizationId) };
}

const isIn = async (token: string, seconds = 0) =>
  (await readPortalSession(database.db, token, later(seconds))) !== null;

/** Every row that looking could touch. */
async function snapshot() {
  const tables = ['portal_links', 'portal_sessions', 'audit_events', 'rate_limits'];
  const rows = tables.map((name) =>
    database.db.$queryRawUnsafe(`select row_to_json(t)::text from ${name} t`),
  );
  return JSON.stringify(await Promise.all(rows));
}

describe('looking at a set-up link', () => {
  test('any number of times changes nothing, and it opens afterwards', async () => {
    const { link, organizationId } = await madeByProgram();
    const before = await snapshot();
    const looks = Array.from({ length: 100 }, () => viewPortalLink(visitor(), { token: tokenOf(link) }));
    expect((await Promise.all(looks))[0]).toMatchObject({
      state: 'open',
      applicationName: 'localhost',
      organizationName: 'Acme Robotics',
      isFromProgram: true,
      isOpenHere: false,
    });
    expect(await snapshot()).toBe(before);
    expect(await portalActorOf(database.db, await openLink(database.db, link))).toMatchObject({
      organizationId,
    });
  });

  test('with an altered or foreign token tells nothing, and neither opens anything (threat 7)', async () => {
    const { link } = await made();
    const other = await made();
    const [digits, mac] = tokenOf(link).split('.');
    const [otherDigits] = tokenOf(other.link).split('.');
    const never = portalToken('lnk_1000000000000000001');
    for (const token of ['', 'x', `${digits}.`, `${otherDigits}.${mac}`, `${tokenOf(link)}A`, never]) {
      const ctx = { ...visitor(), ip: `test-${token.length}` };
      expect(await viewPortalLink(ctx, { token })).toEqual({ state: 'unknown' });
      await expect(openPortalLink(ctx, { token })).rejects.toMatchObject({ code: 'link_unknown' });
    }
    expect(await database.db.portalSession.count({ where: { linkId: link.linkId } })).toBe(0);
  });

  test('with guessed tokens is refused after sixty a minute from one network address', async () => {
    const { link } = await made();
    const ctx = { ...visitor(), ip: '192.0.2.77' };
    for (let count = 0; count < 60; count += 1) await viewPortalLink(ctx, { token: `guess${count}` });
    const refusal = { code: 'rate_limited', retryAfterSeconds: 60 };
    await expect(viewPortalLink(ctx, { token: 'guess' })).rejects.toMatchObject(refusal);
    await expect(openPortalLink(ctx, { token: tokenOf(link) })).rejects.toMatchObject(refusal);
    expect(await viewPortalLink(ctx, { token: tokenOf(link) })).toMatchObject({ state: 'open' });
  });

  test('knows the browser that has opened it', async () => {
    const { link } = await madeByProgram();
    const actor = await portalActorOf(database.db, await openLink(database.db, link));
    const seen = await viewPortalLink(contextFor(database.db, actor), { token: tokenOf(link) });
    expect(seen).toMatchObject({ state: 'used', isOpenHere: true });
    const other = await made();
    const foreign = await viewPortalLink(contextFor(database.db, actor), { token: tokenOf(other.link) });
    expect(foreign).toMatchObject({ isOpenHere: false });
  });
});

describe('a set-up link of the dashboard', () => {
  test('opens in any number of browsers for seven days, each for six hours and no longer than the link', async () => {
    const { link } = await made();
    const first = await openLink(database.db, link);
    const last = await openLink(database.db, link, later(week - hour));
    expect(link.expiresAt).toEqual(later(week));
    expect(first.expiresAt).toEqual(later(6 * hour));
    expect(last.expiresAt).toEqual(later(week));
    expect(await isIn(first.sessionToken, 6 * hour - 1)).toBe(true);
    expect(await isIn(first.sessionToken, 6 * hour)).toBe(false);
    expect(await isIn(last.sessionToken, week)).toBe(false);
    await expect(openLink(database.db, link, later(week))).rejects.toMatchObject({ code: 'link_expired' });
  });

  test('opens sixty times an hour at most', async () => {
    const { link } = await made();
    for (let count = 0; count < 60; count += 1) await openLink(database.db, link);
    await expect(openLink(database.db, link)).rejects.toMatchObject({ code: 'rate_limited' });
  });

  test('keeps no secret, and says who opened it in the activity', async () => {
    const { link, organizationId } = await made();
    const { sessionToken } = await openLink(database.db, link);
    const kept = await snapshot();
    expect(kept).not.toContain(sessionToken);
    expect(kept).not.toContain(tokenOf(link).split('.')[1]);
    const rows = await database.db.auditEvent.findMany({
      where: { organizationId, targetKind: 'portal_link' },
      orderBy: { id: 'asc' },
    });
    expect(rows).toMatchObject([
      { action: 'portal_link.created', actorName: 'Staff ADMIN', changes: { after: { features: ['sso'] } } },
      { action: 'portal_link.opened', actorKind: 'portal', actorId: link.linkId, actorName: portalActorName },
    ]);
  });
});

describe('a set-up link of the API', () => {
  test('opens within a minute and once, for six hours', async () => {
    const { link } = await madeByProgram();
    expect(link.expiresAt).toEqual(later(60));
    const opened = await openLink(database.db, link, later(59));
    expect(opened.expiresAt).toEqual(later(59 + 6 * hour));
    expect(await isIn(opened.sessionToken, 5 * hour)).toBe(true);
    await expect(openLink(database.db, link, later(59))).rejects.toMatchObject({ code: 'link_used' });
    const late = await madeByProgram();
    await expect(openLink(database.db, late.link, later(60))).rejects.toMatchObject({ code: 'link_expired' });
  });

  test('pressed 50 times at once lets one browser in', async () => {
    const { link } = await madeByProgram();
    const presses = await Promise.allSettled(Array.from({ length: 50 }, () => openLink(database.db, link)));
    expect(presses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(codesOf(presses)).toEqual(Array(49).fill('link_used'));
    expect(await database.db.portalSession.count({ where: { linkId: link.linkId } })).toBe(1);
  });
});

describe('revoking', () => {
  test('ends at once what the link had opened, and the link (threat 11)', async () => {
    const { link, organizationId, admin } = await made();
    const { sessionToken } = await openLink(database.db, link);
    const kept = await made();
    const other = await openLink(database.db, kept.link);
    const ref = { organizationId, linkId: link.linkId };
    expect(await revokePortalLink(admin, ref)).toEqual({ sessionsEnded: 1 });
    expect(await isIn(sessionToken)).toBe(false);
    expect(await isIn(other.sessionToken)).toBe(true);
    await expect(openLink(database.db, link)).rejects.toMatchObject({
      message: expect.stringMatching('revoked'),
    });
    expect(await viewPortalLink(visitor(), { token: tokenOf(link) })).toMatchObject({ state: 'revoked' });
    await expect(revokePortalLink(admin, ref)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('beside opening leaves nobody in', async () => {
    const { link, organizationId, admin } = await made();
    const opening = Array.from({ length: 20 }, () => openLink(database.db, link));
    const revoking = revokePortalLink(admin, { organizationId, linkId: link.linkId });
    await Promise.allSettled([...opening, revoking]);
    expect(await database.db.portalSession.count({ where: { linkId: link.linkId } })).toBe(0);
  });

  test('by the id of another organization is not found and ends nothing (threat 10)', async () => {
    const { link } = await made();
    const { sessionToken } = await openLink(database.db, link);
    const other = await made();
    const ref = { organizationId: other.organizationId, linkId: link.linkId };
    await expect(revokePortalLink(other.admin, ref)).rejects.toMatchObject({ code: 'not_found' });
    expect(await isIn(sessionToken)).toBe(true);
  });

  test('of all ends those of one organization, and is recorded once', async () => {
    const { link, organizationId, admin } = await made();
    await openLink(database.db, await makePortalLink(admin, organizationId));
    const other = await made();
    const receipt = { linksRevoked: 2, sessionsEnded: 1 };
    expect(await revokePortalLinks(admin, { organizationId })).toEqual(receipt);
    expect(await revokePortalLinks(admin, { organizationId })).toEqual({ linksRevoked: 0, sessionsEnded: 0 });
    await expect(openLink(database.db, link)).rejects.toMatchObject({ code: 'link_unknown' });
    await openLink(database.db, other.link);
    const where = { organizationId, action: 'portal_link.all_revoked' };
    expect(await database.db.auditEvent.findMany({ where })).toMatchObject([{ changes: { after: receipt } }]);
  });

  test('a session ends by its own browser too', async () => {
    const { link } = await made();
    const [one, two] = [await openLink(database.db, link), await openLink(database.db, link)];
    await endPortalSession(visitor(), one.sessionToken);
    expect([await isIn(one.sessionToken), await isIn(two.sessionToken)]).toEqual([false, true]);
  });
});

describe('whoever has opened a link', () => {
  test('may set up what it is about in its organization, and nothing else anywhere', async () => {
    const { link, organizationId } = await made();
    const other = await createTestOrganization(database.db);
    const actor = await portalActorOf(database.db, await openLink(database.db, link));
    const actions = Object.keys(rules) as (keyof typeof rules)[];
    expect(actions.filter((action) => can(actor, action, organizationId)).sort()).toEqual([
      'connection.list',
      'connection.manage',
      'domain.list',
      'domain.manage',
      'login-attempt.list',
      'role.list',
    ]);
    expect(
      actions.filter((action) => can(actor, action, other.organizationId) || can(actor, action)),
    ).toEqual([]);
    const foreign = listRoles(contextFor(database.db, actor), other);
    await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
    await expect(makePortalLink(contextFor(database.db, actor), organizationId)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('of a link for the directory may set that up, with domains and roles, and no login', async () => {
    const { organizationId, admin } = await createPortalWorld(database.db);
    const link = await makePortalLink(admin, organizationId, ['directory']);
    const actor = await portalActorOf(database.db, await openLink(database.db, link));
    const actions = Object.keys(rules) as (keyof typeof rules)[];
    expect(actions.filter((action) => can(actor, action, organizationId)).sort()).toEqual([
      'directory.list',
      'directory.manage',
      'domain.list',
      'domain.manage',
      'role.list',
    ]);
    expect(await getPortal(contextFor(database.db, actor))).toMatchObject({
      organizationId,
      directoryEnabled: false,
      applicationName: 'localhost',
      goodUntil: link.expiresAt,
    });
  });

  test('gives no role that the maker of the link could not give, also once the maker can (threat 9)', async () => {
    const { organizationId, admin } = await createPortalWorld(database.db);
    const permissions = ['sso:manage', 'members:read'];
    const roleId = await makeRole(await createRoleManager(database.db), organizationId, 'sso_admin', {
      permissions,
    });
    const { actor, membershipId } = await createMember(database.db, organizationId, { roleIds: [roleId] });
    const link = await makePortalLink(contextFor(database.db, actor), organizationId);
    await database.db.membershipRole.create({ data: { membershipId, roleId: adminRoleId, organizationId } });
    const grantableBy = async (one: typeof link) => {
      const portal = await portalActorOf(database.db, await openLink(database.db, one));
      const roles = await listRoles(contextFor(database.db, portal), { organizationId });
      return roles.filter(({ grantable }) => grantable).map(({ id }) => id);
    };
    expect(await grantableBy(link)).toEqual([memberRoleId, roleId]);
    const ofStaff = await makePortalLink(admin, organizationId);
    expect(await grantableBy(ofStaff)).toContain(adminRoleId);
  });
});

describe('making and listing', () => {
  test('is refused to support, to members without the right, and to admins of another organization', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    const other = await createTestOrganization(database.db);
    const plain = await createMember(database.db, organizationId, { roleIds: [memberRoleId] });
    const foreign = await createMember(database.db, other.organizationId);
    const codes = await Promise.allSettled(
      [staff, contextFor(database.db, plain.actor), contextFor(database.db, foreign.actor)].map((ctx) =>
        makePortalLink(ctx, organizationId),
      ),
    );
    expect(codesOf(codes)).toEqual(['forbidden', 'forbidden', 'not_found']);
    const nowhere = { organizationId: 'org_1000000000000000009', features: ['sso' as const] };
    const { admin } = await createPortalWorld(database.db);
    await expect(createPortalLink(admin, nowhere)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('shows each link with its state and who is in, the newest first, without its token', async () => {
    const { link, organizationId, admin } = await made();
    const second = await makePortalLink({ ...admin, now: later(1) }, organizationId);
    await openLink(database.db, link);
    await openLink(database.db, link);
    await revokePortalLink(admin, { organizationId, linkId: second.linkId });
    const asked = { organizationId, openOnly: false, pageSize: 10, cursor: null };
    const { rows } = await listPortalLinks(admin, asked);
    expect(rows).toMatchObject([
      { linkId: second.linkId, state: 'revoked', sessionCount: 0, openedAt: null },
      { linkId: link.linkId, state: 'open', sessionCount: 2, openedAt: testNow },
    ]);
    expect(JSON.stringify(rows)).not.toContain(tokenOf(link).split('.')[1]);
    expect((await listPortalLinks(admin, { ...asked, openOnly: true })).rows).toHaveLength(1);
    expect(
      (await listPortalLinks({ ...admin, now: later(week) }, asked)).rows.map(({ state }) => state),
    ).toEqual(['revoked', 'expired']);
  });

  test('ends with the sweep: sessions when they end, links a month later', async () => {
    const { link } = await made();
    const { sessionToken } = await openLink(database.db, link);
    const left = async () => ({
      links: await database.db.portalLink.count({ where: { id: link.linkId } }),
      sessions: await database.db.portalSession.count({ where: { linkId: link.linkId } }),
    });
    await deleteExpiredPortals(visitor(later(6 * hour)));
    expect(await left()).toEqual({ links: 1, sessions: 1 });
    await deleteExpiredPortals(visitor(later(6 * hour + 1)));
    expect(await left()).toEqual({ links: 1, sessions: 0 });
    expect(await isIn(sessionToken)).toBe(false);
    await deleteExpiredPortals(visitor(later(week + 30 * 24 * hour + 1)));
    expect(await left()).toEqual({ links: 0, sessions: 0 });
  });
});
