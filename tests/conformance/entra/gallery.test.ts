import { describe, expect, test } from 'vitest';
import { entraStyle } from '../directory-styles';
import { type ScimClient, useDirectories } from '../start-scim';
import { enterprise, entraUser } from './user';

/** The tests that Microsoft asks of an application for its gallery (AzureAD/SCIMReferenceCode, SCIMTests_Workflow). */
const directories = useDirectories(entraStyle);
const core = 'urn:ietf:params:scim:schemas:core:2.0';

const simple = ['displayName', 'title', 'preferredLanguage', 'name.givenName', 'name.familyName'].concat(
  ['name.formatted', 'nickName', 'userType', 'locale', 'timezone'],
  ['employeeNumber', 'department', 'costCenter', 'organization', 'division'].map(
    (name) => `${enterprise}:${name}`,
  ),
);
const typed = [
  'emails[type eq "work"].value',
  'emails[type eq "other"].value',
  ...['formatted', 'streetAddress', 'locality', 'region', 'postalCode', 'country'].map(
    (name) => `addresses[type eq "work"].${name}`,
  ),
  'addresses[type eq "other"].formatted',
  ...['work', 'mobile', 'fax', 'home', 'other', 'pager'].map(
    (type) => `phoneNumbers[type eq "${type}"].value`,
  ),
];
const optional = [...simple, ...typed];

interface Attribute {
  readonly name: string;
  readonly type: string;
  readonly multiValued: boolean;
  readonly subAttributes?: readonly Attribute[];
  readonly canonicalValues?: readonly string[];
}

/** The paths that the workflow reads from the attributes of a core schema. */
function pathsOf({ name, type, multiValued, subAttributes: parts = [] }: Attribute): readonly string[] {
  if (name === 'members') return [name];
  if (type === 'reference') return [];
  if (type !== 'complex') return [name];
  if (!multiValued)
    return parts.filter((part) => part.type !== 'reference').map((part) => `${name}.${part.name}`);
  const kinds = parts.find((part) => part.name === 'type')?.canonicalValues ?? [];
  const filters = kinds.length > 0 ? kinds.map((kind) => `type eq "${kind}"`) : ['primary eq "True"'];
  return filters.flatMap((filter) => parts.map((part) => `${name}[${filter}].${part.name}`));
}

async function discovered(scim: ScimClient, schema: string): Promise<readonly string[]> {
  const attributes: readonly Attribute[] = (await scim.get(`/Schemas/${schema}`)).body.attributes;
  return schema === enterprise
    ? attributes.map(({ name }) => `${schema}:${name}`)
    : attributes.flatMap(pathsOf);
}

/** One operation for each path, or one for all that have no filter, as “PatchBodyFormat” is set. */
function replacing(form: string, values: Readonly<Record<string, unknown>>): readonly object[] {
  const all = Object.entries(values);
  const each = (entries: typeof all) => entries.map(([path, value]) => ({ op: 'replace', path, value }));
  if (form === 'verbose') return each(all);
  const [filtered, rest] = [true, false].map((is) => all.filter(([path]) => path.includes('[') === is));
  return [...each(filtered ?? []), { op: 'replace', value: Object.fromEntries(rest ?? []) }];
}

/** What of a person is not optional. */
const left = ['active', 'externalId', 'id', 'meta', 'schemas', 'userName'];

const toAll = (value: (path: string) => unknown) =>
  Object.fromEntries(optional.map((path) => [path, value(path)]));

describe('Microsoft’s validation for its gallery', () => {
  test('finds in /Schemas whatever a new application of Entra ID knows of people and groups', async () => {
    const scim = await directories.connect();
    const found = [...(await discovered(scim, `${core}:User`)), ...(await discovered(scim, enterprise))];
    const roles = ['display', 'value', 'type'].map((name) => `roles[primary eq "True"].${name}`);
    const asked = [...optional, ...roles, 'userName', 'active', 'externalId', `${enterprise}:manager`];
    expect(asked.filter((path) => !found.includes(path))).toEqual([]);
    expect(await discovered(scim, `${core}:Group`)).toEqual(
      expect.arrayContaining(['displayName', 'externalId', 'members']),
    );
  });

  test.each(['verbose', 'in one operation'])('changes and empties all attributes, %s', async (form) => {
    const scim = await directories.connect();
    const { id } = (await scim.post('/Users', entraUser(scim.email()))).body;
    const addresses = { work: scim.email(), other: scim.email() };
    const changes = toAll((path) => {
      if (!path.startsWith('emails')) return `upd-${path}`;
      return path.includes('work') ? addresses.work : addresses.other;
    });
    const { status, body } = await scim.patch(`/Users/${id}`, replacing(form, changes));
    expect(status).toBe(200);
    const text = JSON.stringify(body);
    for (const value of Object.values(changes)) expect(text).toContain(JSON.stringify(value));
    const emptied = await scim.patch(
      `/Users/${id}`,
      replacing(
        form,
        toAll(() => ''),
      ),
    );
    expect(emptied.status).toBe(200);
    for (const value of Object.values(changes)) expect(JSON.stringify(emptied.body)).not.toContain(value);
    const unassigned = await scim.patch(
      `/Users/${id}`,
      replacing(
        form,
        toAll(() => null),
      ),
    );
    expect(unassigned.status).toBe(200);
    expect(Object.keys(unassigned.body).toSorted()).toEqual(left);
  });
});
