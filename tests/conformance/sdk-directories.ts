import { readFileSync } from 'node:fs';
import { setDefaultCACertificates } from 'node:tls';
import { expect, test } from 'vitest';
import type { Database } from '@/lib/db';
import { setDirectoryRoleMappings } from '@/lib/directories/set-directory-role-mappings';
import { updateDirectory } from '@/lib/directories/update-directory';
import { programFor } from '@/tests/factories/programs';
import { adminRoleId } from '@/tests/factories/world';
import type { RunningApi } from './start-api';
import { connectDirectory, type ScimClient, type ScimReply, scimUser, sendScim } from './start-scim';

/** What went wrong, as an SDK tells its caller. */
export interface Refusal {
  readonly exception: string;
  readonly code: string;
  readonly message: string;
}

interface ReportedDirectory {
  readonly id: string;
  readonly organizationId: string;
  readonly name: string;
  readonly type: string;
  readonly provider: string;
  readonly enabled: boolean;
  readonly status: string;
  readonly endpoint: string;
  /** Of users and of groups. */
  readonly totals: readonly number[];
  readonly stats: readonly number[];
  readonly changed: readonly number[];
  readonly synced: number;
  readonly secrets: readonly { readonly suffix: string; readonly status: string; readonly used: boolean }[];
  readonly roles: readonly { readonly groupId: string; readonly roleName: string }[];
  readonly attributes: Readonly<Record<string, string>>;
}

/** What the program of every language prints of directories, after the same calls. */
export interface ReportedDirectories {
  readonly made: {
    readonly organizationId: string;
    readonly directory: ReportedDirectory;
    readonly listedIds: readonly string[];
    readonly primaryId: string;
    readonly switched: readonly boolean[];
    readonly refused: {
      readonly empty: string;
      readonly enabled: Refusal;
      readonly gone: Refusal;
      readonly foreign: Refusal;
    };
  };
  readonly synced: ReportedDirectory;
  readonly users: {
    readonly total: number;
    readonly pages: readonly (readonly object[])[];
    readonly last: string;
    readonly detail: object;
    readonly since: readonly string[];
    /** Null: the SDK cannot ask for it. */
    readonly inFirstGroup: readonly string[] | null;
  };
  readonly groups: {
    readonly sizes: Readonly<Record<string, number>>;
    readonly detail: object;
    /** Null: the SDK cannot ask for it. */
    readonly since: readonly string[] | null;
  };
  /** By the client that the SDK is generated with; null: it cannot be had. */
  readonly generated: {
    readonly context: object;
    readonly attributes: object;
    readonly name: string;
    readonly summary: readonly string[];
    readonly roles: readonly string[];
    readonly secrets: readonly string[];
    readonly refused: { readonly unknownGroup: Refusal; readonly sync: Refusal };
  } | null;
  /** Methods of the SDK that fail by themselves, and how. */
  readonly unreachable: Readonly<Record<string, string>>;
}

/** A directory that has sent its people, and when it was half done. */
export interface SyncedDirectory extends ScimClient {
  readonly since: number;
  readonly people: readonly ScimReply['body'][];
  readonly groups: readonly ScimReply['body'][];
}

/** Sends three users and two groups by SCIM over TLS, and maps them as an admin would. */
export async function syncDirectory(
  api: RunningApi,
  db: Database,
  certificate: string,
): Promise<SyncedDirectory> {
  setDefaultCACertificates([readFileSync(certificate, 'utf8')]);
  const scim = await connectDirectory(api.url, db);
  const people: ScimReply['body'][] = [];
  for (const givenName of ['Anna', 'Bertil', 'Carla']) {
    const name = { givenName, familyName: 'Example' };
    people.push((await scim.post('/Users', scimUser(scim.email(givenName.toLowerCase()), { name }))).body);
  }
  const [anna, bertil, carla] = people.map(({ id }) => ({ value: id }));
  const group = async (displayName: string, externalId: string, members: unknown[]) =>
    (await scim.post('/Groups', { displayName, externalId, members })).body;
  const makers = await group('Makers', 'G-1', [anna, bertil]);
  const since = Math.max(...(await lastChanges(scim, '/Users')), ...(await lastChanges(scim, '/Groups')));
  await scim.patch(`/Users/${carla?.value}`, [{ op: 'replace', path: 'title', value: 'Head' }]);
  const leads = await group('Leads', 'G-2', [carla]);
  const program = programFor(db);
  const mappings = [{ groupId: leads.id, roleId: adminRoleId }];
  await setDirectoryRoleMappings(program, { ...scim, mappings });
  await updateDirectory(program, { ...scim, attributeMapping: { team: 'title' } });
  return { ...scim, since, people: (await scim.get('/Users')).body.Resources, groups: [makers, leads] };
}

async function lastChanges(scim: ScimClient, path: string): Promise<number[]> {
  const { Resources } = (await scim.get(path)).body;
  return Resources.map(({ meta }: { meta: { lastModified: string } }) => Date.parse(meta.lastModified));
}

/** What a program must know to ask for that directory. */
export function directoryTask({ organizationId, directoryId, since, groups }: SyncedDirectory) {
  return { organizationId, directoryId, since, externalIds: groups.map(({ externalId }) => externalId) };
}

interface Told {
  readonly report: () => ReportedDirectories;
  readonly directory: () => SyncedDirectory;
  readonly refusal: (exception: 'conflict' | 'notFound' | 'badRequest', code: string) => object;
  readonly unreachable: Readonly<Record<string, string>>;
}

/** What an official SDK is told of directories. */
export function testDirectories({ report, directory, refusal, unreachable }: Told): void {
  test('a directory is made, found, switched and deleted', () => {
    const { made } = report();
    expect(made.directory).toMatchObject({
      id: expect.stringMatching(/^dir_[0-9]{17,19}$/),
      organizationId: made.organizationId,
      name: 'Okta',
      type: 'SCIM',
      provider: 'OKTA',
      enabled: true,
      status: 'DRAFT',
      totals: [0, 0],
      synced: 0,
      secrets: [],
    });
    expect(made.listedIds).toEqual([made.directory.id]);
    expect(made.primaryId).toBe(made.directory.id);
    expect(made.switched).toEqual([false, true]);
  });

  test('a directory that is on is not deleted, and one that is gone or of others is not there', () => {
    const { empty, enabled, gone, foreign } = report().made.refused;
    expect(empty).toMatch(/directory does not exist/i);
    expect(enabled).toEqual(refusal('conflict', 'ABORTED'));
    expect(enabled.message).toMatch(/directory is enabled.*disable it first/);
    expect(gone).toEqual(refusal('notFound', 'NOT_FOUND'));
    expect(foreign).toEqual(refusal('notFound', 'NOT_FOUND'));
  });

  test('a directory that sent people and groups says how many, when, by which secret and what they give', () => {
    const { directoryId, organizationId, base, secret, groups } = directory();
    const { synced } = report();
    expect(synced).toEqual({
      id: directoryId,
      organizationId,
      name: 'Okta',
      type: 'SCIM',
      provider: 'OKTA',
      enabled: true,
      status: 'COMPLETED',
      endpoint: base,
      totals: [3, 2],
      stats: [3, 2],
      changed: [expect.any(Number), expect.any(Number)],
      synced: Math.max(...synced.changed),
      secrets: [{ suffix: secret.slice(-4), status: 'ACTIVE', used: true }],
      roles: [{ groupId: groups[1].id, roleName: 'admin' }],
      attributes: { team: 'title' },
    });
    expect(Math.min(...synced.changed)).toBeGreaterThanOrEqual(directory().since);
  });

  test('its users are listed in pages, with their groups, since a time, of a group and in detail', () => {
    const { people, directoryId } = directory();
    const { users } = report();
    const listed = people.map(({ id, userName, name, groups, meta }) => ({
      id,
      email: userName,
      userName,
      name: [name.givenName, name.familyName],
      emails: [userName],
      groups: groups.map(({ display }: { display: string }) => display),
      updated: Date.parse(meta.lastModified),
    }));
    expect(users.pages).toEqual([listed.slice(0, 2), listed.slice(2)]);
    expect([users.total, users.last]).toEqual([3, '']);
    expect(users.since).toEqual(['Carla']);
    if (users.inFirstGroup) expect(users.inFirstGroup).toEqual(['Anna', 'Bertil']);
    const { id, userName } = people[0];
    const told = { id, email: userName, directory_id: directoryId, active: true };
    expect(users.detail).toMatchObject({ ...told, raw_attributes: { userName } });
  });

  test('its groups are listed with their size, since a time and in detail', () => {
    const { groups } = report();
    expect(groups.sizes).toEqual({ Makers: 2, Leads: 1 });
    if (groups.since) expect(groups.since).toEqual(['Leads']);
    const { id } = directory().groups[0];
    expect(groups.detail).toMatchObject({ id, display_name: 'Makers', external_id: 'G-1' });
  });

  test('what the SDK has no method for is done by the client that it is generated with', async ({ skip }) => {
    const { generated } = report();
    if (!generated) return skip('the SDK keeps its channel to itself');
    const { refused, secrets, ...done } = generated;
    expect(done).toEqual({
      context: { plan: 'gold' },
      attributes: { team: 'department' },
      name: 'People',
      summary: ['Makers', 'Leads'],
      roles: ['admin', 'member'],
    });
    expect(refused.unknownGroup).toEqual(refusal('badRequest', 'INVALID_ARGUMENT'));
    expect(refused.sync).toEqual(refusal('conflict', 'ABORTED'));
    for (const secret of [directory().secret, ...secrets])
      expect((await sendScim(`${directory().base}/Users`, 'GET', secret)).status).toBe(200);
  });

  test('no method for directories fails by itself but those that are known to', () => {
    expect(report().unreachable).toEqual(unreachable);
  });
}
