import type { APIRequestContext, Page, Request } from '@playwright/test';
import { createMember } from '@/tests/factories/members';
import { createTestOrganization, freshEmail, memberRoleId } from '@/tests/factories/world';
import { expect, test } from './fixtures';
import { UsersTab } from './pages/users-tab';
import { startSession } from './session';

/** A request of a server action as the page sent it, to be sent again with something changed. */
interface Captured {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

test('an action that is sent again by a stranger, a plain member or nobody does nothing', async ({
  page,
  playwright,
  usher,
  organization,
  signIn,
  newMember,
}) => {
  await signIn(organization.staff);
  const email = freshEmail('target');
  const captured = await captureInvitation(page, organization.id, email);
  const elsewhere = await createTestOrganization(usher.db);
  const stranger = await createMember(usher.db, elsewhere.organizationId);
  const member = await newMember({ roleIds: [memberRoleId] });
  const victim = freshEmail('victim');
  const body = captured.body.replaceAll(email, victim);
  for (const { actor, code } of [
    { actor: stranger.actor, code: 'not_found' },
    { actor: member.actor, code: 'forbidden' },
    { actor: null, code: 'unauthenticated' },
  ]) {
    const cookie = actor ? `usher-session=${await startSession(usher, actor)}` : '';
    const request = await playwright.request.newContext({ baseURL: usher.origin });
    const answer = await send(request, captured, { body, headers: { cookie } });
    expect(await answer.text(), code).toContain(`"code":"${code}"`);
    await request.dispose();
  }
  expect(await usher.db.user.count({ where: { email: victim } })).toBe(0);
});

test('an action with the ids of another organization is refused like one with ids that do not exist', async ({
  page,
  usher,
  organization,
  signIn,
  newMember,
}) => {
  const { actor } = await newMember();
  await signIn(actor);
  const email = freshEmail('target');
  const captured = await captureInvitation(page, organization.id, email);
  const other = await createTestOrganization(usher.db);
  const theirs = await createMember(usher.db, other.organizationId);
  const missing = `org_${'1'.repeat(19)}`;
  for (const id of [other.organizationId, missing]) {
    const body = captured.body.replaceAll(organization.id, id).replaceAll(email, freshEmail('victim'));
    const answer = await send(page.request, captured, { body });
    expect(await answer.text()).toContain('"code":"not_found"');
  }

  const removal = await captureRemoval(page, organization.id, (await newMember()).actor.email);
  const membershipId = removal.body.match(/mem_\d+/)?.[0] ?? '';
  for (const body of [
    removal.body.replaceAll(membershipId, theirs.membershipId),
    removal.body
      .replaceAll(membershipId, theirs.membershipId)
      .replaceAll(organization.id, other.organizationId),
  ]) {
    const answer = await send(page.request, removal, { body });
    expect(await answer.text()).toContain('"code":"not_found"');
  }
  const kept = await usher.db.membership.findUniqueOrThrow({ where: { id: theirs.membershipId } });
  expect(kept.status).toBe('ACTIVE');
});

test('an action from a page of another origin is refused, whatever host it claims', async ({
  page,
  usher,
  organization,
  signIn,
}) => {
  await signIn(organization.staff);
  const email = freshEmail('target');
  const captured = await captureInvitation(page, organization.id, email);
  const victim = freshEmail('victim');
  const body = captured.body.replaceAll(email, victim);
  const forged = [
    { origin: 'https://evil.example' },
    { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
    { origin: 'null', 'sec-fetch-site': 'cross-site' },
    { origin: 'null', 'sec-fetch-site': 'same-site' },
  ];
  for (const headers of forged) {
    const answer = await send(page.request, captured, { body, headers });
    expect(answer.status(), JSON.stringify(headers)).toBe(403);
  }
  expect(await usher.db.user.count({ where: { email: victim } })).toBe(0);
});

test('an action with odd arguments answers with a sentence, never with an error of the server', async ({
  page,
  organization,
  signIn,
}) => {
  await signIn(organization.staff);
  const captured = await captureInvitation(page, organization.id, freshEmail('target'));
  const odd = [
    '[]',
    '[null]',
    '[{}]',
    '["x"]',
    `[{"organizationId":"${organization.id}","email":{},"roleIds":1}]`,
  ];
  for (const body of odd) {
    const answer = await send(page.request, captured, { body });
    expect(await answer.text(), body).toContain('"code":"invalid_input"');
  }
  const unknown = { ...captured, headers: { ...captured.headers, 'next-action': 'f'.repeat(42) } };
  expect(String((await send(page.request, unknown, {})).status())).toMatch(/^4/);
});

test.describe('a broken request', () => {
  test.use({ provokes: /SyntaxError/ });

  test('is answered without a word of how the server is made', async ({
    page,
    usher,
    organization,
    signIn,
  }) => {
    await signIn(organization.staff);
    const captured = await captureInvitation(page, organization.id, freshEmail('target'));
    const broken = await send(page.request, captured, { body: '[{' });
    expect(broken.status()).toBeGreaterThanOrEqual(400);
    expect(await broken.text()).not.toMatch(/node_modules|\.ts:\d|at \w+ \(|SyntaxError/);
    await expect.poll(() => usher.errors().filter((line) => /SyntaxError/.test(line)).length).toBe(1);
  });
});

/** Invites somebody through the form and keeps the request. */
async function captureInvitation(page: Page, organizationId: string, email: string): Promise<Captured> {
  const users = new UsersTab(page);
  await users.open(organizationId);
  const sent = page.waitForRequest(
    (request) => isAction(request) && (request.postData() ?? '').includes('roleIds'),
  );
  await users.invite(email);
  await users.row(email).waitFor();
  return capture(await sent);
}

/** Asks to remove somebody, keeps the request and stops it. */
async function captureRemoval(page: Page, organizationId: string, email: string): Promise<Captured> {
  const users = new UsersTab(page);
  await users.open(organizationId);
  await users.choose(email, 'Remove');
  // The question has asked what would end; the next action is the removal.
  await users.question.getByText(/signed in|session/).waitFor();
  const sent = page.waitForRequest(isAction);
  await users.confirm('Remove');
  return capture(await sent);
}

function isAction(request: Request): boolean {
  return request.method() === 'POST' && 'next-action' in request.headers();
}

function capture(request: Request): Captured {
  const { pathname, search } = new URL(request.url());
  return { path: pathname + search, headers: request.headers(), body: request.postData() ?? '' };
}

async function send(
  request: APIRequestContext,
  captured: Captured,
  changes: { body?: string; headers?: Record<string, string> },
) {
  const headers = { ...captured.headers, ...changes.headers };
  return request.post(captured.path, { headers, data: changes.body ?? captured.body });
}
