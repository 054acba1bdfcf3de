import type { ScimClient, ScimReply } from '../start-scim';

export const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** As Entra ID's default mapping sends a person. */
export function entraUser(email: string, more: object = {}) {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise],
    externalId: '0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef',
    userName: email,
    active: true,
    displayName: 'Ada Example',
    emails: [{ primary: true, type: 'work', value: email }],
    meta: { resourceType: 'User' },
    name: { formatted: 'Ada Example', familyName: 'Example', givenName: 'Ada' },
    title: 'Engineer',
    [enterprise]: { employeeNumber: '701984', department: 'Research' },
    ...more,
  };
}

/** Creates a user; throws where that is refused. */
export async function provision(scim: ScimClient, more: object = {}): Promise<string> {
  const { status, body } = await scim.post('/Users', entraUser(scim.email(), more));
  if (status !== 201) throw new Error(`${status}: ${body.detail}`);
  return body.id;
}

/** What Entra ID looks for before it creates, by the attribute that matches people or groups. */
export const lookUp = (scim: ScimClient, resource: string, filter: string): Promise<ScimReply> =>
  scim.get(`/${resource}?filter=${encodeURIComponent(filter)}`);
