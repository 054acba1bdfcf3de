import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { log } from '@/lib/log';
import { useDatabase } from '@/tests/database';
import { writeCertificate } from '@/tests/factories/certificate';
import { freshEmail } from '@/tests/factories/world';
import { type Program, runProgram } from './run-program';
import {
  directoryTask,
  type Refusal,
  type ReportedDirectories,
  type SyncedDirectory,
  syncDirectory,
  testDirectories,
} from './sdk-directories';
import { signWebhook } from './sign-webhook';
import { type RunningApi, startApi } from './start-api';
import { tellSkipped } from './toolchain';

interface ReportedUser {
  readonly id: string;
  readonly email: string;
  readonly givenName: string;
  readonly memberships: readonly {
    readonly organizationId: string;
    readonly status: string;
    readonly roles: readonly string[];
  }[];
}

/** What the program of every language prints after the same calls. */
interface Report {
  readonly organizationId: string;
  readonly organizations: {
    readonly createdName: string;
    readonly changedName: string;
    readonly listedIds: readonly string[];
  };
  readonly users: {
    readonly otherOrganizationId: string;
    readonly invited: ReportedUser;
    readonly resentCount: number;
    readonly changed: ReportedUser;
    readonly listedIds: readonly string[];
    readonly roles: readonly string[];
    readonly permissions: readonly string[];
    readonly again: Refusal;
    readonly gone: Refusal;
    readonly wrong: Refusal;
  };
  readonly roles: { readonly names: readonly string[]; readonly gone: Refusal };
  readonly directories: ReportedDirectories;
  readonly tokens: { readonly issuer: string; readonly clientId: string; readonly forged: string };
  readonly webhooks: { readonly signed: string; readonly changed: string };
}

/** The names that an SDK's language has for what is refused. */
export interface Exceptions {
  readonly conflict: string;
  readonly notFound: string;
  readonly badRequest: string;
}

export interface Sdk {
  /** Null: it can be run here; else why it cannot. */
  readonly missing: string | null;
  readonly exceptions: Exceptions;
  /** The port that its channel goes to, whatever it is told. */
  readonly port?: number;
  /** Its methods that fail by themselves, and how. */
  readonly unreachable?: Readonly<Record<string, string>>;
  program(certificate: string): Program | Promise<Program>;
}

const runSeconds = 60;

/** The guarantees that an official SDK relies on: its program is run once against the API with TLS. */
export function describeSdk(name: string, sdk: Sdk): void {
  const { missing, exceptions, port, unreachable = {}, program } = sdk;
  if (missing !== null) tellSkipped(name, missing);
  else for (const [method, fault] of Object.entries(unreachable)) tellSkipped(`${method} of ${name}`, fault);
  describe.skipIf(missing !== null)(name, () => {
    const database = useDatabase();
    const email = freshEmail('ada');
    let api: RunningApi;
    let directory: SyncedDirectory;
    let report: Report;

    beforeAll(async () => {
      log.level = 'silent';
      const tls = writeCertificate();
      api = await startApi(database.url, { tls, ...(port && { port }) });
      directory = await syncDirectory(api, database.db, tls.certificate);
      const output = await runProgram(await program(tls.certificate), {
        SCALEKIT_ENVIRONMENT_URL: api.url,
        SCALEKIT_CLIENT_ID: api.clientId,
        SCALEKIT_CLIENT_SECRET: api.clientSecret,
        CONFORMANCE_TASK: JSON.stringify({ ...makeTask(email), directory: directoryTask(directory) }),
      });
      report = JSON.parse(output);
    }, runSeconds * 1000);
    afterAll(() => api?.stop());

    test('organizations are created, changed, found by their external id and listed', () => {
      expect(report.organizations).toMatchObject({ createdName: 'Acme', changedName: 'Acme Robotics' });
      expect(report.organizations.listedIds).toContain(report.organizationId);
    });

    test('a user is invited, reminded, renamed, given another role and another organization', () => {
      const { invited, changed, resentCount, otherOrganizationId } = report.users;
      const membership = { organizationId: report.organizationId, status: 'PENDING_INVITE' };
      expect(invited).toEqual({
        id: expect.stringMatching(/^usr_[0-9]{19}$/),
        email,
        givenName: 'Ada',
        memberships: [{ ...membership, roles: ['member'] }],
      });
      expect(resentCount).toBe(1);
      expect(changed).toEqual({
        ...invited,
        givenName: 'Augusta',
        memberships: [
          { ...membership, roles: ['admin'] },
          { ...membership, organizationId: otherOrganizationId, roles: ['member'] },
        ],
      });
    });

    test('users, their roles and their permissions are listed', () => {
      expect(report.users.listedIds).toEqual([report.users.invited.id]);
      expect(report.users.roles).toEqual(['admin']);
      expect(report.users.permissions).toContain('members:manage');
      expect(report.roles.names).toEqual(expect.arrayContaining(['admin', 'member', 'auditor']));
    });

    test('what is refused comes as the exception that the SDK has for it, with code and sentence', () => {
      const { again, gone, wrong } = report.users;
      expect(again).toEqual(refusal(exceptions.conflict, 'ALREADY_EXISTS'));
      expect(gone).toEqual(refusal(exceptions.notFound, 'NOT_FOUND'));
      expect(report.roles.gone).toEqual(refusal(exceptions.notFound, 'NOT_FOUND'));
      expect(wrong).toEqual(refusal(exceptions.badRequest, 'INVALID_ARGUMENT'));
    });

    testDirectories({
      report: () => report.directories,
      directory: () => directory,
      refusal: (exception, code) => refusal(exceptions[exception], code),
      unreachable,
    });

    test('a token is good by the keys of the server, and a forged one is not', () => {
      expect(report.tokens).toEqual({ issuer: api.url, clientId: api.clientId, forged: 'refused' });
    });

    test('a webhook that is signed is accepted, and one that was changed is not', () => {
      expect(report.webhooks).toEqual({ signed: 'accepted', changed: 'refused' });
    });
  });
}

function refusal(exception: string, code: string) {
  return { exception, code, message: expect.stringMatching(/\w+/) };
}

function makeTask(email: string) {
  return {
    email,
    externalId: `acme-${email}`,
    roleName: 'auditor',
    forgedSignature: Buffer.alloc(256, 1).toString('base64url'),
    webhook: signWebhook(),
  };
}
