import { expect, test } from 'vitest';
import { countSeats } from '@/tests/factories/seats';
import { oneLoginStyle } from '../directory-styles';
import { type ScimClient, useDirectories } from '../start-scim';

const directories = useDirectories(oneLoginStyle);
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** OneLogin's SCIM JSON template with its macros filled in; those without a value leave an empty text. */
function fromTemplate(email: string, more: object = {}) {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise],
    userName: email,
    displayName: 'Ada Example',
    name: { givenName: 'Ada', familyName: 'Example', formatted: 'Ada Example' },
    title: '',
    emails: [{ value: email, primary: true }],
    phoneNumbers: [{ value: '', primary: true, type: 'work' }],
    [enterprise]: { department: 'Research', manager: { value: '', displayName: '' } },
    ...more,
  };
}

async function provisioned(more: object = {}) {
  const scim = await directories.connect();
  const { status, body } = await scim.post('/Users', fromTemplate(scim.email(), more));
  expect(status).toBe(201);
  return { scim, body };
}

const find = async (scim: ScimClient, userName: string) =>
  (await scim.get(`/Users?filter=${encodeURIComponent(`userName eq "${userName}"`)}`)).body;

test('OneLogin tests its connection by a page of users', async () => {
  const scim = await directories.connect();
  expect(await scim.get('/Users?count=1&startIndex=1')).toMatchObject({
    status: 200,
    body: { Resources: [] },
  });
});

test('OneLogin creates by its template: a department, a primary address without a type, nothing for empty texts', async () => {
  const { scim, body } = await provisioned();
  expect(body).toMatchObject({
    active: true,
    emails: [{ value: body.userName, primary: true }],
    [enterprise]: { department: 'Research' },
  });
  expect(body).not.toHaveProperty('phoneNumbers');
  expect(body[enterprise]).not.toHaveProperty('manager');
  expect(await find(scim, body.userName)).toMatchObject({ totalResults: 1, Resources: [{ id: body.id }] });
  expect(await countSeats(directories.db, scim.organizationId)).toEqual({ used: 1, recounted: 1 });
});

test('OneLogin updates by PUT of the whole template, in which the department changes', async () => {
  const { scim, body } = await provisioned();
  const changed = fromTemplate(body.userName, { [enterprise]: { department: 'Sales' } });
  const put = await scim.put(`/Users/${body.id}`, { ...changed, id: body.id });
  expect(put).toMatchObject({ status: 200, body: { id: body.id, [enterprise]: { department: 'Sales' } } });
});

test('OneLogin suspends by active false and reactivates the same user', async () => {
  const { scim, body } = await provisioned();
  const suspended = await scim.put(`/Users/${body.id}`, fromTemplate(body.userName, { active: false }));
  expect(suspended.body.active).toBe(false);
  expect((await find(scim, body.userName)).Resources).toMatchObject([{ active: false }]);
  const back = await scim.put(`/Users/${body.id}`, fromTemplate(body.userName, { active: true }));
  expect(back.body).toMatchObject({ id: body.id, active: true });
  expect(await countSeats(directories.db, scim.organizationId)).toEqual({ used: 1, recounted: 1 });
});

test('OneLogin deletes, and hears of it as 204', async () => {
  const { scim, body } = await provisioned();
  expect((await scim.delete(`/Users/${body.id}`)).status).toBe(204);
  expect((await find(scim, body.userName)).totalResults).toBe(0);
});

test('OneLogin reads the groups as entitlements and puts a person into one and out of it', async () => {
  const { scim, body } = await provisioned();
  for (const displayName of ['Makers', 'Sellers']) await scim.post('/Groups', { displayName });
  const { Resources } = (await scim.get('/Groups?startIndex=1&count=100')).body;
  const [makers] = Resources.filter(({ displayName }: { displayName: string }) => displayName === 'Makers');
  const member = { value: body.id };
  const added = await scim.patch(`/Groups/${makers.id}`, [{ op: 'add', path: 'members', value: [member] }]);
  expect(added.status).toBe(204);
  expect((await scim.get(`/Users/${body.id}`)).body.groups).toMatchObject([
    { value: makers.id, display: 'Makers' },
  ]);
  await scim.patch(`/Groups/${makers.id}`, [{ op: 'remove', path: `members[value eq "${body.id}"]` }]);
  expect((await scim.get(`/Users/${body.id}`)).body).not.toHaveProperty('groups');
});

test('OneLogin sends entitlements of a person as values, which are kept as they are', async () => {
  const entitlements = [{ value: 'reports', type: 'feature' }, { value: 'exports' }];
  const { scim, body } = await provisioned({ entitlements });
  expect((await scim.get(`/Users/${body.id}`)).body.entitlements).toEqual(entitlements);
});
