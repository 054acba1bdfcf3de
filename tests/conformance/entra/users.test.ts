import { describe, expect, test } from 'vitest';
import { countSeats } from '@/tests/factories/seats';
import { entraStyle } from '../directory-styles';
import { useDirectories } from '../start-scim';
import { enterprise, entraUser, lookUp, provision } from './user';

const directories = useDirectories(entraStyle);
const connect = () => directories.connect();

async function provisioned(more: object = {}) {
  const scim = await connect();
  return { scim, id: await provision(scim, more) };
}

async function changed(more: object, operations: readonly unknown[]) {
  const { scim, id } = await provisioned(more);
  return scim.patch(`/Users/${id}`, operations);
}

describe('Entra ID “Test Connection”', () => {
  test('of a random GUID finds nobody with 200, also with a flag behind the tenant URL, and is told in the log', async () => {
    const scim = await connect();
    const filter = encodeURIComponent('userName eq "7dce1d40-5e6f-4b6d-9f6c-0f1d3a0e9a55"');
    for (const flag of ['', 'aadOptscim062020&', '&aadOptscim062020&'])
      expect(await scim.get(`/Users?${flag}filter=${filter}`)).toMatchObject({
        status: 200,
        body: { totalResults: 0, itemsPerPage: 0, Resources: [] },
      });
    const logged = await directories.db.directoryRequest.findMany({
      where: { directoryId: scim.directoryId },
    });
    expect(logged.map(({ outcome }) => outcome)).toEqual(logged.map(() => 'connection_tested'));
    expect(logged.length).toBeGreaterThan(0);
  });

  test('reads the schemas as a list, in camel case and without nulls', async () => {
    const scim = await connect();
    const { body } = await scim.get('/Schemas');
    expect(body.Resources.map(({ id }: { id: string }) => id)).toContain(enterprise);
    expect(JSON.stringify(body)).not.toContain(':null');
    const [user] = body.Resources;
    expect(user.attributes.map(({ name }: { name: string }) => name)).toContain('userName');
  });
});

describe('Entra ID “Provision on demand”', () => {
  test('looks by the matching attribute, creates, and finds what it created', async () => {
    const scim = await connect();
    const email = scim.email();
    const matching = `userName eq "${email}"`;
    expect((await lookUp(scim, 'Users', matching)).body.totalResults).toBe(0);
    const user = entraUser(email, {
      roles: [{ primary: 'True', type: 'WindowsAzureActiveDirectoryRole', value: 'User' }],
      addresses: [{ type: 'work', primary: false, postalCode: '1234', country: 'CH' }],
      phoneNumbers: [{ type: 'mobile', value: '+41 (0)44 668 18-00' }],
    });
    const { status, body } = await scim.post('/Users', user);
    expect({ status, body }).toMatchObject({
      status: 201,
      body: {
        externalId: user.externalId,
        [enterprise]: user[enterprise],
        roles: [{ primary: true, value: 'User' }],
        addresses: [{ postalCode: '1234' }],
      },
    });
    expect(body.schemas).toEqual(user.schemas);
    expect((await lookUp(scim, 'Users', matching)).body).toMatchObject({
      totalResults: 1,
      Resources: [body],
    });
  });

  test('stores telephone numbers as they are sent', async () => {
    const value = '+41 (0)44 668 18-00 ext. 7';
    const { scim, id } = await provisioned({ phoneNumbers: [{ type: 'work', value }] });
    expect((await scim.get(`/Users/${id}`)).body.phoneNumbers).toEqual([{ type: 'work', value }]);
  });
});

describe('Entra ID filters', () => {
  test('by userName in any case, by externalId in its own alone, by work address, and with a URN', async () => {
    const scim = await connect();
    const email = scim.email('Ada');
    const { body } = await scim.post('/Users', entraUser(email, { externalId: 'Ext-A' }));
    const count = async (filter: string) => (await lookUp(scim, 'Users', filter)).body.totalResults;
    const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
    expect(await count(`userName eq "${email.toUpperCase()}"`)).toBe(1);
    expect(await count('externalId eq "Ext-A"')).toBe(1);
    expect(await count('externalId eq "ext-a"')).toBe(0);
    expect(await count(`emails[type eq "work"].value eq "${email}"`)).toBe(1);
    expect(await count(`${core}:userName eq "${email}"`)).toBe(1);
    expect(await count(`${enterprise}:employeeNumber eq "701984"`)).toBe(1);
    expect(await count(`userName eq "${email}" and externalId eq "Ext-A"`)).toBe(1);
    expect(await count(`userName eq "${email}" and externalId eq "Ext-B"`)).toBe(0);
    expect(body.userName).toBe(email);
  });
});

/** Each with what Entra ID sends without the flag aadOptscim062020 and with it. */
describe('Entra ID incremental cycle', () => {
  test.each([
    ['without the flag: a text', { op: 'Replace', path: 'active', value: 'False' }],
    ['with the flag: a boolean', { op: 'replace', path: 'active', value: false }],
    ['with the flag: without a path', { op: 'replace', value: { active: false } }],
  ])('disables %s, and what deletes follows thirty days later', async (_, operation) => {
    const { scim, id } = await provisioned();
    expect(await scim.patch(`/Users/${id}`, [operation])).toMatchObject({
      status: 200,
      body: { active: false },
    });
    expect(await countSeats(directories.db, scim.organizationId)).toEqual({ used: 0, recounted: 0 });
    expect((await scim.get(`/Users/${id}`)).body.active).toBe(false);
    expect((await scim.delete(`/Users/${id}`)).status).toBe(204);
    expect((await scim.delete(`/Users/${id}`)).status).toBe(404);
    expect((await lookUp(scim, 'Users', `id eq "${id}"`)).body.totalResults).toBe(0);
  });

  test('enables again by text, with the same id', async () => {
    const { scim, id } = await provisioned({ active: false });
    const on = await scim.patch(`/Users/${id}`, [{ op: 'Replace', path: 'active', value: 'True' }]);
    expect(on).toMatchObject({ status: 200, body: { id, active: true } });
  });

  test('of a text that is no boolean is refused as invalidValue, and nothing changes', async () => {
    const { scim, id } = await provisioned();
    for (const value of ['No', '0', '', 'Falsee']) {
      const refused = await scim.patch(`/Users/${id}`, [{ op: 'Replace', path: 'active', value }]);
      expect(refused).toMatchObject({ status: 400, body: { scimType: 'invalidValue' } });
    }
    expect((await scim.get(`/Users/${id}`)).body).toMatchObject({ active: true, meta: { version: 'W/"1"' } });
  });

  test.each(['Replace', 'replace', 'REPLACE', 'Add', 'add'])('says %s in whatever case', async (op) => {
    const { body } = await changed({}, [{ op, path: 'title', value: 'Head' }]);
    expect(body.title).toBe('Head');
  });

  test('removes by Remove', async () => {
    const { body } = await changed({}, [{ op: 'Remove', path: 'title' }]);
    expect(body).not.toHaveProperty('title');
  });

  test('with the flag replaces without a path by dotted names and URNs', async () => {
    const value = {
      displayName: 'Augusta King',
      'name.givenName': 'Augusta',
      [`${enterprise}:employeeNumber`]: '2',
      'emails[type eq "home"].value': 'home@example.com',
    };
    const { status, body } = await changed({}, [{ op: 'replace', value }]);
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        displayName: 'Augusta King',
        name: { givenName: 'Augusta', familyName: 'Example' },
        [enterprise]: { employeeNumber: '2', department: 'Research' },
        emails: [
          { primary: true, type: 'work' },
          { type: 'home', value: 'home@example.com' },
        ],
      },
    });
    expect(body).not.toHaveProperty(['name.givenName']);
  });

  test('names attributes of the extension after its last colon', async () => {
    const { body } = await changed({}, [
      { op: 'Add', path: `${enterprise}:department`, value: 'Sales' },
      { op: 'Replace', path: `${enterprise}:employeeNumber`, value: '7' },
      { op: 'Remove', path: `${enterprise}:costCenter` },
    ]);
    expect(body[enterprise]).toEqual({ employeeNumber: '7', department: 'Sales' });
  });

  test('replaces a value that there is not by its filter, which makes one and leaves the primary where it is', async () => {
    const { status, body } = await changed({}, [
      { op: 'Replace', path: 'phoneNumbers[type eq "mobile"].value', value: '+1 555 0100' },
      { op: 'Replace', path: 'addresses[type eq "work"].postalCode', value: '8000' },
      { op: 'Add', path: 'addresses[type eq "work"].country', value: 'CH' },
      { op: 'Replace', path: 'emails[type eq "other"].value', value: 'other@example.com' },
    ]);
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        phoneNumbers: [{ type: 'mobile', value: '+1 555 0100' }],
        addresses: [{ type: 'work', postalCode: '8000', country: 'CH' }],
        emails: [
          { primary: true, type: 'work' },
          { type: 'other', value: 'other@example.com' },
        ],
      },
    });
    expect(body.emails[1].primary ?? false).toBe(false);
  });

  test('chooses a role by a quoted boolean, which is made where there is none', async () => {
    const path = 'roles[primary eq "True"].value';
    const made = await changed({}, [{ op: 'Add', path, value: 'User' }]);
    expect(made.body.roles).toEqual([{ primary: true, value: 'User' }]);
    const roles = [
      { primary: 'True', value: 'User' },
      { primary: 'False', value: 'Guest' },
    ];
    const { body } = await changed({ roles }, [{ op: 'Replace', path, value: 'Owner' }]);
    expect(body.roles).toEqual([
      { primary: true, value: 'Owner' },
      { primary: false, value: 'Guest' },
    ]);
  });

  test('sends a text for “primary” in addresses', async () => {
    const { scim, id } = await provisioned();
    const other = scim.email('other');
    const value = [{ type: 'other', value: other, primary: 'True' }];
    const { body } = await scim.patch(`/Users/${id}`, [{ op: 'Add', path: 'emails', value }]);
    expect(body.emails).toMatchObject([
      { type: 'work', primary: false },
      { value: other, primary: true },
    ]);
  });

  test.each([
    ['a text', '11bb11bb'],
    ['an object', { value: '11bb11bb' }],
    ['a list of one as its guide writes it', [{ $ref: null, value: '11bb11bb' }]],
  ])('sets the manager by %s, and removes it by an empty text', async (_, value) => {
    const { scim, id } = await provisioned();
    const path = `${enterprise}:manager`;
    const set = await scim.patch(`/Users/${id}`, [{ op: 'Add', path, value }]);
    expect(set.body[enterprise].manager).toEqual({ value: '11bb11bb' });
    const { body } = await scim.patch(`/Users/${id}`, [{ op: 'Replace', path, value: '' }]);
    expect(body[enterprise]).toEqual({ employeeNumber: '701984', department: 'Research' });
  });

  test('that would make two addresses for work is refused with 400, and all of it', async () => {
    const { scim, id } = await provisioned();
    const { body: before } = await scim.get(`/Users/${id}`);
    const value = [{ type: 'work', value: scim.email('second') }];
    const refused = await scim.patch(`/Users/${id}`, [
      { op: 'Replace', path: 'title', value: 'Head' },
      { op: 'Add', path: 'emails', value },
    ]);
    expect(refused).toMatchObject({ status: 400, body: { scimType: 'invalidValue' } });
    expect((await scim.get(`/Users/${id}`)).body).toEqual(before);
  });

  test('of a new work address takes the account along', async () => {
    const { scim, id } = await provisioned();
    const next = scim.email('married');
    const { body } = await scim.patch(`/Users/${id}`, [
      { op: 'Replace', path: 'emails[type eq "work"].value', value: next },
      { op: 'Replace', path: 'userName', value: next },
    ]);
    expect(body).toMatchObject({ userName: next, emails: [{ primary: true, type: 'work', value: next }] });
    expect(await directories.db.user.count({ where: { emailKey: next } })).toBe(1);
  });
});

describe('SCIM validator of Microsoft, users', () => {
  test('“Create a new user” twice is 409, and “Filter for an existing user” finds it in another case', async () => {
    const scim = await connect();
    const email = scim.email();
    const { status, body } = await scim.post('/Users', entraUser(email));
    expect(status).toBe(201);
    expect(await scim.post('/Users', entraUser(email))).toMatchObject({
      status: 409,
      body: { scimType: 'uniqueness', status: '409' },
    });
    const found = await lookUp(scim, 'Users', `userName eq "${email.toUpperCase()}"`);
    expect(found.body).toMatchObject({ totalResults: 1, Resources: [{ id: body.id }] });
    expect((await lookUp(scim, 'Users', 'userName eq "non-existent"')).body.totalResults).toBe(0);
  });

  test('“Patch user”: replaces, adds and removes in one request, and empty Operations change nothing', async () => {
    const { scim, id } = await provisioned();
    const { body } = await scim.patch(`/Users/${id}`, [
      { op: 'replace', path: 'name.familyName', value: 'King' },
      { op: 'add', path: 'nickName', value: 'Ada' },
      { op: 'remove', path: 'title' },
    ]);
    expect(body).toMatchObject({ name: { familyName: 'King' }, nickName: 'Ada', meta: { version: 'W/"2"' } });
    expect(body).not.toHaveProperty('title');
    const nothing = await scim.patch(`/Users/${id}`, []);
    expect(nothing).toMatchObject({ status: 200, body: { meta: { version: 'W/"2"' } } });
  });

  test('asks in its collection of requests for the values of an attribute that match, and gets all of them', async () => {
    const { scim, id } = await provisioned();
    const { body } = await scim.get(`/Users/${id}`);
    const only = `attributes=${encodeURIComponent('emails[type eq "work"]')}`;
    expect((await scim.get(`/Users/${id}?${only}`)).body).toMatchObject({ id, emails: body.emails });
    expect((await scim.get(`/Users/${id}?${only}`)).body).not.toHaveProperty('userName');
  });

  test('asks for /users in its collection of requests, and for the words of RFC 7643', async () => {
    const { scim, id } = await provisioned();
    expect((await scim.get('/users')).body.Resources).toMatchObject([{ id }]);
    expect((await scim.get(`/USERS/${id}?attributes=userName`)).body.id).toBe(id);
    expect(JSON.stringify((await scim.get('/schemas')).body)).toContain('"description":"User Account"');
  });

  test('“Delete a user” is 204, twice 404', async () => {
    const { scim, id } = await provisioned();
    expect((await scim.delete(`/Users/${id}`)).status).toBe(204);
    expect((await scim.delete(`/Users/${id}`)).status).toBe(404);
  });
});
