import { connect } from 'node:http2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addSeconds } from '@/lib/clock';
import { hashToken } from '@/lib/crypto';
import { log } from '@/lib/log';
import { readSession } from '@/lib/sessions/read-session';
import { useDatabase } from '@/tests/database';
import { createSession } from '@/tests/factories/members';
import { createStaff, freshEmail } from '@/tests/factories/world';
import { type RunningApi, startApi } from '../start-api';

const database = useDatabase();
let api: RunningApi;
let token: string;

beforeAll(async () => {
  log.level = 'silent';
  api = await startApi(database.url);
  token = await api.accessToken();
});
afterAll(() => api.stop());

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what a program without types gets.
  readonly body: any;
}

async function send(target: string, init: RequestInit & { readonly text?: string } = {}): Promise<Answer> {
  const [method = '', path = ''] = target.split(' ');
  const headers = { authorization: `Bearer ${token}`, ...init.headers };
  const response = await fetch(`${api.url}${path}`, { ...init, method, headers });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null };
}

const call = (target: string, body?: unknown) =>
  send(target, body === undefined ? {} : { body: JSON.stringify(body) });

async function newOrganization(fields: object = {}): Promise<string> {
  const { body } = await call('POST /api/v1/organizations', { display_name: 'Acme', ...fields });
  return body.organization.id;
}

async function newUser(organizationId: string, fields: object = {}) {
  const user = { email: freshEmail(), ...fields };
  return (await call(`POST /api/v1/organizations/${organizationId}/users`, user)).body.user;
}

/** The one shape of refusals. */
function refusal(code: number, name: string, message: unknown = expect.any(String)) {
  const details = [
    expect.objectContaining({
      '@type': 'type.googleapis.com/scalekit.v1.errdetails.ErrorInfo',
      error_code: name,
      request_info: expect.objectContaining({ request_id: expect.any(String) }),
    }),
  ];
  return { code, message, details };
}

describe('organizations', () => {
  test('are created, read by both ids, changed, listed, searched and deleted', async () => {
    const created = await call('POST /api/v1/organizations', { display_name: 'Acme', external_id: 'a/b c' });
    expect(created).toMatchObject({ status: 200, body: { organization: { display_name: 'Acme' } } });
    const { id } = created.body.organization;
    const byExternalId = await call('GET /api/v1/organizations:external/a%2Fb%20c');
    expect(byExternalId.body).toEqual(created.body);
    const changed = await call(`PATCH /api/v1/organizations/${id}`, {
      displayName: 'Acme Robotics',
      metadata: { plan: 'gold' },
    });
    expect(changed.body.organization).toMatchObject({
      display_name: 'Acme Robotics',
      metadata: { plan: 'gold' },
    });
    expect((await call(`GET /api/v1/organizations/${id}`)).body).toEqual(changed.body);
    const found = await call('GET /api/v1/organizations:search?query=robot&page_size=5');
    expect(found.body.organizations.map((one: { id: string }) => one.id)).toEqual([id]);
    expect(await call(`DELETE /api/v1/organizations/${id}`)).toMatchObject({ status: 200, body: {} });
    expect(await call(`GET /api/v1/organizations/${id}`)).toMatchObject({
      status: 404,
      body: refusal(5, 'NOT_FOUND'),
    });
  });

  test('come in pages, whose tokens survive the query string', async () => {
    for (let count = 0; count < 3; count += 1) await newOrganization();
    const first = await call('GET /api/v1/organizations?page_size=2');
    expect(first.body.organizations).toHaveLength(2);
    const next = encodeURIComponent(first.body.next_page_token);
    const second = await call(`GET /api/v1/organizations?pageSize=2&pageToken=${next}`);
    const ids = [...first.body.organizations, ...second.body.organizations].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(second.body.prev_page_token).not.toBe('');
  });

  test('take a whole message as a body, but never another id than the address has', async () => {
    const [id, other] = [await newOrganization(), await newOrganization()];
    const target = `PATCH /api/v1/organizations/${id}/settings/usermanagement`;
    const settings = { max_allowed_users: 7 };
    const answer = await call(target, { organizationId: other, settings });
    expect(answer.body.settings).toEqual({ max_allowed_users: 7 });
    const read = (of: string) => call(`GET /api/v1/organizations/${of}/settings/usermanagement`);
    expect((await read(id)).body.settings).toEqual({ max_allowed_users: 7 });
    expect((await read(other)).body.settings).toEqual({});
  });
});

describe('users', () => {
  test('are invited; what the body is not stands in the query', async () => {
    const organizationId = await newOrganization();
    const path = `/api/v1/organizations/${organizationId}/users`;
    const person = { email: freshEmail(), user_profile: { given_name: 'Ada', unknown: 1 } };
    expect((await call(`POST ${path}?send_invitation_email=maybe`, person)).status).toBe(400);
    const { user } = (await call(`POST ${path}?sendInvitationEmail=true&user.email=x`, person)).body;
    expect(user).toMatchObject({ email: person.email, memberships: [{ organization_id: organizationId }] });
    expect(user.memberships[0].membership_status).toBe('PENDING_INVITE');
    expect(user.user_profile).toMatchObject({ given_name: 'Ada', first_name: 'Ada', family_name: '' });
  });

  test('are read by both ids, listed and removed', async () => {
    const organizationId = await newOrganization();
    const { id } = await newUser(organizationId, { external_id: 'person 1' });
    const byId = await call(`GET /api/v1/users/${id}`);
    expect((await call('GET /api/v1/users:external/person%201')).body).toEqual(byId.body);
    const listed = await call(`GET /api/v1/organizations/${organizationId}/users`);
    expect(listed.body).toMatchObject({ users: [{ id }], total_size: 1, next_page_token: '' });
    const membership = `/api/v1/memberships/organizations/${organizationId}/users:external/person%201`;
    expect((await call(`DELETE ${membership}`)).status).toBe(200);
    expect((await call(`GET /api/v1/organizations/${organizationId}/users`)).body.users).toEqual([]);
  });

  test('get and lose roles, a list as the body', async () => {
    const organizationId = await newOrganization();
    const { id } = await newUser(organizationId);
    const roles = `/api/v1/organizations/${organizationId}/users/${id}/roles`;
    const given = await call(`POST ${roles}`, [{ role_name: 'admin' }]);
    expect(given.body.roles.map(({ name }: { name: string }) => name).sort()).toEqual(['admin', 'member']);
    expect((await call(`DELETE ${roles}/admin`)).status).toBe(200);
    expect((await call(`GET ${roles}`)).body.roles).toHaveLength(1);
  });
});

describe('an answer', () => {
  test('is JSON that nobody keeps, and says also what is empty', async () => {
    const { headers, body } = await call('GET /api/v1/users?page_size=1');
    expect(headers.get('content-type')).toBe('application/json');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(Object.keys(body).sort()).toEqual(['next_page_token', 'prev_page_token', 'total_size', 'users']);
  });

  test('comes over HTTP/2 too', async () => {
    const session = connect(api.url);
    const stream = session.request({
      ':path': '/api/v1/organizations?page_size=1',
      authorization: `Bearer ${token}`,
    });
    const status = await new Promise((resolve) => {
      stream.on('response', (headers) => resolve(headers[':status']));
    });
    let text = '';
    for await (const chunk of stream) text += String(chunk);
    session.close();
    expect({ status, body: JSON.parse(text) }).toMatchObject({ status: 200, body: { organizations: [{}] } });
  });
});

describe('a refusal', () => {
  test('is 401 with a challenge without a token, or with a bad one', async () => {
    for (const authorization of ['', 'Bearer nonsense', `Basic ${token}`]) {
      const answer = await send('GET /api/v1/users', { headers: { authorization } });
      expect(answer).toMatchObject({ status: 401, body: refusal(16, 'UNAUTHENTICATED') });
      expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="Usher"');
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
  });

  test("is 401 for a person's cookie, which other pages could use", async () => {
    const { userId } = await createStaff(database.db, 'ADMIN');
    const id = await createSession(database.db, userId);
    const later = addSeconds(new Date(), 3600);
    const times = { expires: later, absoluteExpiresAt: later };
    await database.db.session.update({ where: { id }, data: { sessionToken: hashToken(id), ...times } });
    expect(await readSession(database.db, id, new Date())).not.toBeNull();
    const headers = { authorization: '', cookie: `usher-session=${id}` };
    expect((await send('GET /api/v1/users', { headers })).status).toBe(401);
  });

  test('is 400 with the fields for what the rules of the descriptor do not allow', async () => {
    const organizationId = await newOrganization();
    const answer = await call(`POST /api/v1/organizations/${organizationId}/users`, { email: 'no address' });
    expect(answer).toMatchObject({ status: 400, body: refusal(3, 'INVALID_ARGUMENT') });
    const { field_violations } = answer.body.details[0].validation_error_info;
    expect(field_violations).toEqual([expect.objectContaining({ field: 'user.email' })]);
  });

  test.each([
    ['no JSON', '{"display_name":'],
    ['a list where a message belongs', '[]'],
    ['a wrong type', '{"display_name": 5}'],
    ['a wrong type below', '{"display_name": "Acme", "metadata": {"plan": {}}}'],
    ['nothing', ''],
    ['null', 'null'],
    ['a very deep body', `{"metadata": ${'['.repeat(5000)}${']'.repeat(5000)}}`],
    ['the null character', '{"display_name": "Acme\\u0000"}'],
  ])('is 400 for a body that is %s', async (_, body) => {
    const answer = await send('POST /api/v1/organizations', { body });
    expect(answer).toMatchObject({ status: 400, body: refusal(3, 'INVALID_ARGUMENT') });
  });

  test.each([
    '/api/v1/users?page_size=many',
    '/api/v1/users?page_size=-1',
    '/api/v1/users?page_size=1&page_size=2',
    '/api/v1/users?page_token=%00',
    '/api/v1/users:search?query=ab',
    '/api/v1/users/%ff',
    '/api/v1/users/usr_%00',
    '/api/v1/users:external/%00',
  ])('is 400 for %s', async (path) => {
    expect(await call(`GET ${path}`)).toMatchObject({ status: 400, body: refusal(3, 'INVALID_ARGUMENT') });
  });

  test('is 413 for a body of more than a megabyte', async () => {
    const body = JSON.stringify({ display_name: 'x'.repeat(1_048_576) });
    const answer = await send('POST /api/v1/organizations', { body });
    expect(answer).toMatchObject({ status: 413, body: refusal(3, 'INVALID_ARGUMENT') });
  });

  test('is 404 for an unknown path, and 405 with the verbs for another verb', async () => {
    const unknown = await call('GET /api/v1/nothing');
    expect(unknown).toMatchObject({ status: 404, body: refusal(5, 'NOT_FOUND') });
    const otherVerb = await call('PUT /api/v1/users/usr_1', {});
    expect(otherVerb).toMatchObject({ status: 405, body: refusal(12, 'UNIMPLEMENTED') });
    expect(otherVerb.headers.get('allow')).toBe('DELETE, GET, PATCH');
  });

  test('is 501 for a call that Usher does not answer', async () => {
    const answer = await call('GET /api/v1/resources');
    expect(answer).toMatchObject({ status: 501, body: refusal(12, 'UNIMPLEMENTED') });
  });

  test('is 409 for who is invited already', async () => {
    const organizationId = await newOrganization();
    const { email } = await newUser(organizationId);
    const answer = await call(`POST /api/v1/organizations/${organizationId}/users`, { email });
    expect(answer).toMatchObject({ status: 409, body: refusal(6, 'ALREADY_EXISTS') });
  });

  test('is 429 with the time to wait when a credential calls too often', async () => {
    await database.db.$executeRaw`update rate_limits set count = 1000000 where key like 'api/client/%'`;
    const answer = await call('GET /api/v1/users');
    expect(answer).toMatchObject({ status: 429, body: refusal(8, 'RESOURCE_EXHAUSTED') });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
