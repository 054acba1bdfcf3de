import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { log } from '@/lib/log';
import { implementations } from '@/server/api/services';
import { useDatabase } from '@/tests/database';
import { freshEmail } from '@/tests/factories/world';
import { type RunningApi, startApi } from '../start-api';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly required?: readonly string[];
}

interface Content {
  readonly content: { readonly 'application/json': { readonly schema: Schema } };
}

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
    readonly schema: Schema;
  }[];
  readonly requestBody?: Content;
  readonly security?: readonly object[];
  readonly responses: { readonly 200: Content } & Readonly<Record<string, unknown>>;
}

interface Description {
  readonly openapi: string;
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const database = useDatabase();
let api: RunningApi;
let description: Description;
let operations: { readonly path: string; readonly verb: string; readonly operation: Operation }[];

beforeAll(async () => {
  log.level = 'silent';
  api = await startApi(database.url);
  description = (await (await fetch(`${api.url}/api/openapi.json`)).json()) as Description;
  operations = Object.entries(description.paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, operation]) => ({ path, verb: verb.toUpperCase(), operation })),
  );
});
afterAll(() => api.stop());

function resolve(reference: string): unknown {
  const parts = reference.replace(/^#\//, '').split('/');
  return parts.reduce<unknown>((part, name) => (part as Record<string, unknown>)?.[name], description);
}

/** Where a value is not what a schema says, or has what it does not name. */
function misfits(schema: Schema, value: unknown, at = ''): string[] {
  if (schema.$ref) return misfits(resolve(schema.$ref) as Schema, value, at);
  if (Array.isArray(value)) {
    if (schema.type !== 'array') return [`${at} is a list`];
    return value.flatMap((one, index) => misfits(schema.items ?? {}, one, `${at}/${index}`));
  }
  if (typeof value === 'object' && value !== null) {
    if (schema.type !== 'object') return [`${at} is an object`];
    const missing = (schema.required ?? []).filter((name) => !(name in value));
    return [
      ...missing.map((name) => `${at}/${name} is missing`),
      ...Object.entries(value).flatMap(([name, one]) => {
        const inner = schema.properties?.[name] ?? schema.additionalProperties;
        return inner ? misfits(inner, one, `${at}/${name}`) : [`${at}/${name} is not described`];
      }),
    ];
  }
  if (schema.enum && !schema.enum.includes(String(value))) return [`${at} is ${String(value)}`];
  const type = typeof value === 'number' && schema.type === 'integer' ? 'integer' : typeof value;
  return type === schema.type ? [] : [`${at} is no ${schema.type}`];
}

describe('the OpenAPI document', () => {
  test('may be read by anybody and kept for a while', async () => {
    const answer = await fetch(`${api.url}/api/openapi.json`, { method: 'HEAD' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=300');
    expect((await fetch(`${api.url}/api/openapi.json`, { method: 'POST' })).status).toBe(405);
  });

  test('is of version 3.1 and names this server', () => {
    expect(description.openapi).toBe('3.1.0');
    expect(description.servers).toEqual([{ url: expect.stringMatching(/^http:\/\/localhost:/) }]);
  });

  test('describes every call that is answered, each address once', () => {
    const answered = implementations.flatMap(({ service, handlers }) =>
      service.methods
        .filter(({ localName }) => handlers[localName])
        .map(({ name }) => `${service.name}_${name}`),
    );
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...new Set(ids.map((id) => id.replace(/_\d+$/, '')))].sort()).toEqual(answered.sort());
  });

  test('promises no call that is not answered', async () => {
    const lies: string[] = [];
    for (const { path, verb } of operations) {
      const address = path.replaceAll(/\{\w+\}/g, 'x');
      const answer = await fetch(`${api.url}${address}`, { method: verb });
      if (answer.status !== 401) lies.push(`${verb} ${path}: ${answer.status}`);
    }
    expect(lies).toEqual([]);
  });

  test('has for every parameter of a path its description, and no parameter twice', () => {
    for (const { path, operation } of operations) {
      const inPath = operation.parameters.filter((one) => one.in === 'path');
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(inPath.map(({ name }) => name)).toEqual(names);
      expect(inPath.every(({ required }) => required)).toBe(true);
      const all = operation.parameters.map((one) => one.name);
      expect(new Set(all).size).toBe(all.length);
    }
  });

  test('refers only to what it has, and has no schema that nothing refers to', () => {
    const text = JSON.stringify(description);
    const references = new Set([...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, one = '']) => one));
    expect([...references].filter((one) => resolve(one) === undefined)).toEqual([]);
    const schemas = Object.keys(description.components.schemas);
    expect(schemas.filter((name) => !references.has(`#/components/schemas/${name}`))).toEqual([]);
  });

  test('says which calls take the access token of a login instead of a credential', () => {
    const personal = operations.filter(({ operation }) => operation.security);
    expect(personal.map(({ path }) => path).sort()).toEqual([
      '/api/v1/users/me',
      '/api/v1/users/support-hash',
      '/api/v1/users:this',
    ]);
    for (const { operation } of personal) expect(operation.security).toEqual([{ login: [] }]);
    expect(resolve('#/components/securitySchemes/login')).toMatchObject({ type: 'http', scheme: 'bearer' });
  });

  test('says where the parts of a request go, and by which rules', () => {
    const { post } = description.paths['/api/v1/organizations/{organization_id}/users'] ?? {};
    expect(post?.parameters.map((one) => `${one.in} ${one.name}`)).toEqual([
      'path organization_id',
      'query send_invitation_email',
    ]);
    expect(post?.requestBody).toMatchObject({
      required: true,
      content: { 'application/json': { schema: { $ref: '#/components/schemas/users.CreateUser' } } },
    });
    const { get } = description.paths['/api/v1/users:search'] ?? {};
    expect(get?.parameters[0]).toMatchObject({
      name: 'query',
      in: 'query',
      required: true,
      schema: { type: 'string', minLength: 3, maxLength: 100 },
    });
    const person = description.components.schemas['users.CreateUser'];
    expect(person?.properties?.email).toEqual({
      type: 'string',
      format: 'email',
      description: 'An email address.',
      examples: ['ada@example.com'],
    });
    expect(person?.properties?.metadata).toMatchObject({
      type: 'object',
      maxProperties: 20,
      propertyNames: { minLength: 3, maxLength: 25 },
      additionalProperties: { type: 'string', minLength: 1, maxLength: 256 },
    });
  });
});

describe('answers', () => {
  test('are as the document says, also refusals', async () => {
    const authorization = `Bearer ${await api.accessToken()}`;
    const check = async (verb: string, template: string, id: string, body?: object) => {
      const init = body ? { body: JSON.stringify(body) } : {};
      const path = template.replace(/\{\w+\}/, id);
      const answer = await fetch(`${api.url}${path}`, { method: verb, headers: { authorization }, ...init });
      const value = (await answer.json()) as { organization: { id: string } };
      const operation = description.paths[template]?.[verb.toLowerCase()];
      const schema = operation?.responses[200].content['application/json'].schema ?? {};
      const refusal = { $ref: '#/components/schemas/Refusal' };
      expect(misfits(answer.ok ? schema : refusal, value)).toEqual([]);
      return { status: answer.status, value };
    };
    const created = await check('POST', '/api/v1/organizations', '', { display_name: 'Acme' });
    const { id } = created.value.organization;
    const person = { email: freshEmail(), user_profile: { given_name: 'Ada' }, metadata: { team: 'red' } };
    const statuses = [
      await check('POST', '/api/v1/organizations/{organization_id}/users', id, person),
      await check('GET', '/api/v1/organizations/{organization_id}/users', id),
      await check('GET', '/api/v1/organizations/{id}', id),
      await check('GET', '/api/v1/users', ''),
      await check('POST', '/api/v1/organizations/{organization_id}/users', id, { email: 'none' }),
      await check('GET', '/api/v1/organizations/{id}', 'org_1111111111111111111'),
    ].map(({ status }) => status);
    expect(statuses).toEqual([200, 200, 200, 200, 400, 404]);
  });

  test('about what is not there have a status that the document lists', async () => {
    const authorization = `Bearer ${await api.accessToken()}`;
    const unlisted: string[] = [];
    for (const { path, verb, operation } of operations) {
      const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => nobodysValue(path, name));
      const body = operation.requestBody ? { body: '{}' } : {};
      const { status } = await fetch(`${api.url}${address}`, {
        method: verb,
        headers: { authorization },
        ...body,
      });
      if (!(status in operation.responses)) unlisted.push(`${verb} ${path}: ${status}`);
    }
    expect(unlisted).toEqual([]);
  });

  test.each([
    ['post', '/api/v1/tokens', { organization_id: 'org_1111111111111111111' }],
    ['get', '/api/v1/tokens', undefined],
    ['post', '/api/v1/tokens:invalidate', { token: 'apit_1111111111111111111' }],
    ['post', '/api/v1/tokens:update', { token: 'apit_1111111111111111111', description: 'x' }],
    ['post', '/api/v1/tokens:validate', { token: 'apit_1111111111111111111' }],
    ['post', '/api/v1/passwordless/email/resend', { auth_request_id: 'nobodys' }],
  ])('about what only the body or the query names: %s %s', async (verb, path, body) => {
    const headers = { authorization: `Bearer ${await api.accessToken()}` };
    const address = body ? path : `${path}?organization_id=org_1111111111111111111`;
    const init = body ? { body: JSON.stringify(body) } : {};
    const { status } = await fetch(`${api.url}${address}`, { method: verb.toUpperCase(), headers, ...init });
    expect(status).toBe(404);
    expect(description.paths[path]?.[verb]?.responses).toHaveProperty('404');
  });

  test('about an external id that is taken are 400, which is listed, and 409 is not', async () => {
    const headers = { authorization: `Bearer ${await api.accessToken()}` };
    const body = JSON.stringify({ display_name: 'Acme', external_id: 'taken' });
    const send = () => fetch(`${api.url}/api/v1/organizations`, { method: 'POST', headers, body });
    expect([(await send()).status, (await send()).status]).toEqual([200, 400]);
    const { responses } = description.paths['/api/v1/organizations']?.post ?? { responses: {} };
    expect(Object.keys(responses)).toEqual(['200', '400', '401', '403', '429', 'default']);
  });

  /** A value that keeps the rules of a parameter, and that nothing has. */
  function nobodysValue(path: string, name: string): string {
    const prefixes: Record<string, string> = {
      organization_id: 'org',
      org_id: 'org',
      user_id: 'usr',
      session_id: 'ses',
    };
    const ofPath = path.startsWith('/api/v1/organizations/{id}')
      ? 'org'
      : path.includes('/users/{id}')
        ? 'usr'
        : 'x';
    return `${prefixes[name] ?? ofPath}_1111111111111111111`;
  }
});
