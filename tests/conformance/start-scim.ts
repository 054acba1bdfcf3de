import { afterAll, beforeAll } from 'vitest';
import type { Database } from '@/lib/db';
import { log } from '@/lib/log';
import { useDatabase } from '@/tests/database';
import { createTestDirectory, type TestDirectory } from '@/tests/factories/directories';
import { type RunningApi, startApi } from './start-api';

export interface ScimReply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: an answer is whatever the test says that it is
  readonly body: any;
  readonly headers: Headers;
}

export interface ScimClient extends TestDirectory {
  readonly base: string;
  get(path: string, headers?: Record<string, string>): Promise<ScimReply>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<ScimReply>;
  put(path: string, body: unknown, headers?: Record<string, string>): Promise<ScimReply>;
  patch(path: string, operations: readonly unknown[], headers?: Record<string, string>): Promise<ScimReply>;
  delete(path: string, headers?: Record<string, string>): Promise<ScimReply>;
}

type DirectoryOptions = Parameters<typeof createTestDirectory>[1];
type HeaderTexts = Readonly<Record<string, string>>;

export interface TestDirectories {
  readonly db: Database;
  /** A token of the API, which is no secret of a directory. */
  accessToken(): Promise<string>;
  connect(options?: DirectoryOptions): Promise<ScimClient>;
}

/** The machine side of Usher for this test file, and directories that send `style` with each request as a vendor's do. */
export function useDirectories(style: HeaderTexts = {}): TestDirectories {
  const database = useDatabase();
  let api: RunningApi;
  beforeAll(async () => {
    log.level = 'silent';
    api = await startApi(database.url);
  });
  afterAll(() => api?.stop());
  return {
    get db() {
      return database.db;
    },
    accessToken: () => api.accessToken(),
    connect: (options = {}) => connectDirectory(api.url, database.db, options, style),
  };
}

/** A directory that is on, and what it sends to its own base URL over real HTTP. */
export async function connectDirectory(
  url: string,
  db: Database,
  options: DirectoryOptions = {},
  style: HeaderTexts = {},
): Promise<ScimClient> {
  const directory = await createTestDirectory(db, options);
  const base = `${url}/api/v1/directories/${directory.directoryId.replace('_', '-')}/scim/v2`;
  const send =
    (method: string) =>
    (path: string, body?: unknown, headers: Record<string, string> = {}) =>
      sendScim(`${base}${path}`, method, directory.secret, body, { ...style, ...headers });
  return {
    ...directory,
    base,
    get: (path, headers) => send('GET')(path, undefined, headers),
    post: send('POST'),
    put: send('PUT'),
    patch: (path, operations, headers) =>
      send('PATCH')(path, { schemas: [patchSchema], Operations: operations }, headers),
    delete: (path, headers) => send('DELETE')(path, undefined, headers),
  };
}

const patchSchema = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** One request with a bearer secret; a body goes as application/scim+json unless `headers` say otherwise. */
export async function sendScim(
  url: string,
  method: string,
  secret: string | null,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<ScimReply> {
  const answer = await fetch(url, {
    method,
    headers: {
      ...(secret && { authorization: `Bearer ${secret}` }),
      ...(body !== undefined && { 'content-type': 'application/scim+json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text ? JSON.parse(text) : null, headers: answer.headers };
}

/** A user as most directories send one. */
export function scimUser(email: string, more: object = {}) {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName: email,
    name: { givenName: 'Ada', familyName: 'Example' },
    emails: [{ primary: true, type: 'work', value: email }],
    active: true,
    ...more,
  };
}
