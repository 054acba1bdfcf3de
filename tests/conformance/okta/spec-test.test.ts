import { beforeAll, describe, expect, test } from 'vitest';
import { oktaStyle } from '../directory-styles';
import { type ScimClient, type ScimReply, scimUser, useDirectories } from '../start-scim';

/** The steps of Okta's SCIM 2.0 specification test, which an integration passes before it is published. */
const directories = useDirectories(oktaStyle);
const listSchema = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
const errorSchema = 'urn:ietf:params:scim:api:messages:2.0:Error';
let scim: ScimClient;
let existing: string;

beforeAll(async () => {
  scim = await directories.connect();
  existing = scim.email('existing');
  await scim.post('/Users', scimUser(existing));
});

const byName = (userName: string): Promise<ScimReply> =>
  scim.get(`/Users?filter=${encodeURIComponent(`userName eq "${userName}"`)}`);

describe('Okta SPEC test', () => {
  test('“Test Users endpoint”: a page of one user with everything that Okta reads of it', async () => {
    const { status, body } = await scim.get('/Users?count=1&startIndex=1');
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        schemas: [listSchema],
        itemsPerPage: 1,
        startIndex: 1,
        totalResults: expect.any(Number),
        Resources: [
          {
            id: expect.stringMatching(/./),
            name: { familyName: expect.stringMatching(/./), givenName: expect.stringMatching(/./) },
            userName: expect.stringMatching(/./),
            active: expect.any(Boolean),
            emails: [{ value: expect.stringMatching(/@/) }],
          },
        ],
      },
    });
  });

  test('“Get Users/{id}”: the same user by its id', async () => {
    const [user] = (await scim.get('/Users?count=1&startIndex=1')).body.Resources;
    expect(await scim.get(`/Users/${user.id}`)).toMatchObject({ status: 200, body: user });
  });

  test('“Test invalid User by username”: 200 and nobody', async () => {
    expect(await byName('nobody@example.com')).toMatchObject({
      status: 200,
      body: { schemas: [listSchema], totalResults: 0, Resources: [] },
    });
  });

  test('“Test invalid User by ID”: 404 with a sentence and the status as a text', async () => {
    expect(await scim.get('/Users/010101001010101011001010101011')).toMatchObject({
      status: 404,
      body: { schemas: [errorSchema], detail: expect.stringMatching(/\w/), status: '404' },
    });
  });

  test('“Create Okta user with realistic values”, verify it, and fail to create it again', async () => {
    const email = scim.email('runscope');
    const user = { ...scimUser(email), locale: 'en-US', externalId: '00u1', password: 'x', groups: [] };
    const created = await scim.post('/Users', user);
    expect(created).toMatchObject({
      status: 201,
      body: { active: true, id: expect.stringMatching(/./), userName: email, schemas: user.schemas },
    });
    expect((await scim.get(`/Users/${created.body.id}`)).body).toMatchObject({
      userName: email,
      name: user.name,
    });
    expect((await scim.post('/Users', user)).status).toBe(409);
  });

  test('“Username Case Sensitivity Check”: found in any case', async () => {
    const [upper, lower] = [await byName(existing.toUpperCase()), await byName(existing)];
    expect(upper.body).toEqual(lower.body);
    expect(upper.body.totalResults).toBe(1);
  });

  test('“Test Groups endpoint”: 200 and a list', async () => {
    expect(await scim.get('/Groups?startIndex=1&count=100')).toMatchObject({
      status: 200,
      body: { schemas: [listSchema], totalResults: 0, Resources: [] },
    });
  });

  test.each([
    ['no token', null],
    ['a wrong token', 'Bearer 1234'],
    ['another scheme', 'Basic dXNlcjpwYXNz'],
  ])('with %s is refused with 401, whose status is a text', async (_, authorization) => {
    const answer = await fetch(`${scim.base}/Users`, { headers: authorization ? { authorization } : {} });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({
      schemas: [errorSchema],
      status: '401',
      detail: expect.stringMatching(/\w/),
    });
  });

  test('with the name of the scheme in another case is let in', async () => {
    const headers = { authorization: `bearer ${scim.secret}` };
    expect((await fetch(`${scim.base}/Users`, { headers })).status).toBe(200);
  });
});
