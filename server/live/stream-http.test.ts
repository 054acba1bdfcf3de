import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDirectory } from '@/lib/directories/create-directory';
import { removeMember } from '@/lib/memberships/remove-member';
import { revokePortalLink } from '@/lib/portal/revoke-portal-link';
import { useDatabase } from '@/tests/database';
import { invite } from '@/tests/factories/invitations';
import { createPortalWorld, makePortalLink, openLink } from '@/tests/factories/portal';
import { acceptInvitation } from '@/tests/factories/sign-in';
import { adminRoleId, createTestOrganization, memberRoleId } from '@/tests/factories/world';
import { type Changes, listenForChanges } from './changes';
import { type LiveStreams, liveStreams } from './stream';

const database = useDatabase();
let changes: Changes;
let live: LiveStreams;
let server: Server;
let origin: string;

beforeAll(async () => {
  (globalThis as { usherDatabase?: unknown }).usherDatabase = database.db;
  changes = listenForChanges(database.url);
  live = liveStreams(changes);
  server = createServer((request, response) => {
    const isPortal = request.url?.startsWith('/live/portal/');
    void (isPortal ? live.handlePortal : live.handle)(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  live.closeAll();
  await changes.stop();
  await new Promise((resolve) => server.close(resolve));
});

/** A person of a fresh organization with this role, by their cookie, at the time of the real clock. */
async function signedIn(roleId: string) {
  const world = await createTestOrganization(database.db);
  const staff = { ...world.staff, now: new Date() };
  const person = await invite(staff, world.organizationId, { roleIds: [roleId] });
  const { sessionToken } = await acceptInvitation(database.db, person.invitationId, { now: new Date() });
  return { ...world, ...person, staff, cookie: `usher-session=${sessionToken}` };
}

function follow(organizationId: string, cookie: string, method = 'GET') {
  return fetch(`${origin}/live/organizations/${organizationId}`, { method, headers: { cookie } });
}

/** Reads events as they come: each call resolves with the name of the next one, or null at the end. */
function eventsOf(answer: Response) {
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const next = async (): Promise<string | null> => {
    const [, name, rest] = /event: (\w+)\ndata:\n\n([\s\S]*)$/.exec(text) ?? [];
    if (name !== undefined) {
      text = rest ?? '';
      return name;
    }
    const chunk = await reader?.read();
    if (!chunk || chunk.done) return null;
    text += chunk.value;
    return next();
  };
  return { next, leave: () => reader?.cancel() };
}

describe('the stream of an organization', () => {
  test('says hello, then that something changed, soon after it did, and nothing about what', async () => {
    const { organizationId, staff, cookie } = await signedIn(adminRoleId);
    const answer = await follow(organizationId, cookie);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const events = eventsOf(answer);
    expect(await events.next()).toBe('hello');
    const began = performance.now();
    await invite(staff, organizationId);
    expect(await events.next()).toBe('change');
    expect(performance.now() - began).toBeLessThan(2000);
    await events.leave();
  });

  test('is not for plain members, members of others, strangers and those who were removed', async () => {
    const { organizationId, staff, membershipId, cookie } = await signedIn(adminRoleId);
    const plain = await signedIn(memberRoleId);
    const refused = [
      await follow(plain.organizationId, plain.cookie),
      await follow(organizationId, plain.cookie),
      await follow(organizationId, ''),
      await follow(organizationId, 'usher-session=%E0%A4%A'),
      await follow('org_1000000000000000009', cookie),
    ];
    expect(refused.map((answer) => answer.status)).toEqual([404, 404, 404, 404, 404]);
    const texts = await Promise.all(refused.map((answer) => answer.text()));
    expect(new Set(texts)).toEqual(new Set(['There is nothing to follow here.\n']));
    await invite(staff, organizationId, { roleIds: [adminRoleId] }).then(({ invitationId }) =>
      acceptInvitation(database.db, invitationId, { now: new Date() }),
    );
    await removeMember(staff, { organizationId, membershipId, keepUser: true });
    expect((await follow(organizationId, cookie)).status).toBe(404);
  });

  test('is another for whoever has opened a set-up link, of that organization alone', async () => {
    const { organizationId, admin } = await createPortalWorld(database.db, new Date());
    const other = await createPortalWorld(database.db);
    const link = await makePortalLink(admin, organizationId, ['directory']);
    const { sessionToken } = await openLink(database.db, link, new Date());
    const headers = { cookie: `usher-portal=${sessionToken}` };
    const answer = await fetch(`${origin}/live/portal/${organizationId}`, { headers });
    const events = eventsOf(answer);
    expect(await events.next()).toBe('hello');
    await createDirectory(admin, { organizationId, provider: 'OKTA', name: '' });
    expect(await events.next()).toBe('change');
    await events.leave();
    const { cookie } = await signedIn(adminRoleId);
    const refused = await Promise.all([
      fetch(`${origin}/live/portal/${other.organizationId}`, { headers }),
      fetch(`${origin}/live/organizations/${organizationId}`, { headers }),
      fetch(`${origin}/live/portal/${organizationId}`, { headers: { cookie } }),
    ]);
    expect(refused.map(({ status }) => status)).toEqual([404, 404, 404]);
    await revokePortalLink(admin, { organizationId, linkId: link.linkId });
    expect((await fetch(`${origin}/live/portal/${organizationId}`, { headers })).status).toBe(404);
  });

  test('takes GET only', async () => {
    const { organizationId, cookie } = await signedIn(adminRoleId);
    expect((await follow(organizationId, cookie, 'POST')).status).toBe(405);
  });

  test('ends when the process ends, which then opens no other', async () => {
    const { organizationId, cookie } = await signedIn(adminRoleId);
    const ending = liveStreams(changes);
    const own = createServer((request, response) => void ending.handle(request, response));
    await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(own.address() as AddressInfo).port}/live/organizations/${organizationId}`;
    const events = eventsOf(await fetch(address, { headers: { cookie } }));
    expect(await events.next()).toBe('hello');
    ending.closeAll();
    expect(await events.next()).toBeNull();
    expect((await fetch(address, { headers: { cookie } })).status).toBe(503);
    await new Promise((resolve) => own.close(resolve));
  });
});
