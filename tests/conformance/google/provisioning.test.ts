import { expect, test } from 'vitest';
import { countSeats } from '@/tests/factories/seats';
import { googleStyle } from '../directory-styles';
import { useDirectories } from '../start-scim';

const directories = useDirectories(googleStyle);
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** As Google's automated provisioning sends a person: with each schema that it has attributes of. */
function googleUser(email: string) {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise, 'urn:example:google:2.0:User'],
    userName: email,
    externalId: '107691503500060000000',
    name: { givenName: 'Ada', familyName: 'Example', formatted: 'Ada Example' },
    emails: [{ value: email, type: 'work', primary: true }],
    phoneNumbers: [{ value: '+1 555 0100', type: 'work' }],
    active: true,
    [enterprise]: { department: 'Research', organization: 'Example' },
    'urn:example:google:2.0:User': { floor: '4' },
  };
}

async function provisioned() {
  const scim = await directories.connect();
  const { status, body } = await scim.post('/Users', googleUser(scim.email()));
  expect(status).toBe(201);
  return { scim, body };
}

test('Google creates somebody with its list of schemas, and finds them by userName', async () => {
  const { scim, body } = await provisioned();
  expect([...body.schemas].sort()).toEqual([...googleUser('').schemas].sort());
  expect(body).toMatchObject({
    [enterprise]: { department: 'Research' },
    'urn:example:google:2.0:User': { floor: '4' },
  });
  const filter = encodeURIComponent(`userName eq "${body.userName}"`);
  const { body: found } = await scim.get(`/Users?filter=${filter}`);
  expect(found).toMatchObject({ totalResults: 1, Resources: [body] });
});

test('Google names a schema of which it sends nothing, and that is no fault', async () => {
  const scim = await directories.connect();
  const { [enterprise]: _, ...user } = googleUser(scim.email());
  const { status, body } = await scim.post('/Users', user);
  expect(status).toBe(201);
  expect(body).not.toHaveProperty([enterprise]);
});

test.each(['PATCH', 'PUT'])('Google suspends by %s, and deletes long after', async (method) => {
  const { scim, body } = await provisioned();
  const off =
    method === 'PUT'
      ? await scim.put(`/Users/${body.id}`, { ...body, active: false })
      : await scim.patch(`/Users/${body.id}`, [{ op: 'replace', path: 'active', value: false }]);
  expect(off).toMatchObject({ status: 200, body: { id: body.id, active: false } });
  expect(await countSeats(directories.db, scim.organizationId)).toEqual({ used: 0, recounted: 0 });
  expect((await scim.delete(`/Users/${body.id}`)).status).toBe(204);
  expect((await scim.delete(`/Users/${body.id}`)).status).toBe(404);
});

test('Google deletes somebody who is active still, which ends the membership and keeps its history', async () => {
  const { scim, body } = await provisioned();
  const where = { organizationId: scim.organizationId, emailKey: body.userName };
  const before = await directories.db.membership.findFirstOrThrow({ where });
  expect((await scim.delete(`/Users/${body.id}`)).status).toBe(204);
  expect(await directories.db.membership.findFirst({ where })).toMatchObject({
    id: before.id,
    status: 'INACTIVE',
  });
  expect(await countSeats(directories.db, scim.organizationId)).toEqual({ used: 0, recounted: 0 });
  expect((await scim.get('/Users')).body.totalResults).toBe(0);
});

test('Google creates somebody again whom it had deleted: another user, the same member', async () => {
  const { scim, body } = await provisioned();
  const where = { organizationId: scim.organizationId, emailKey: body.userName };
  const before = await directories.db.membership.findFirstOrThrow({ where });
  await scim.delete(`/Users/${body.id}`);
  const again = await scim.post('/Users', googleUser(body.userName));
  expect(again.status).toBe(201);
  expect(again.body.id).not.toBe(body.id);
  expect(await directories.db.membership.findMany({ where })).toMatchObject([
    { id: before.id, status: 'ACTIVE' },
  ]);
});
