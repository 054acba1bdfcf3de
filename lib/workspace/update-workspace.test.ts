import { describe, expect, test } from 'vitest';
import { createOrganization } from '@/lib/organizations/create-organization';
import { getOrganization } from '@/lib/organizations/get-organization';
import { useDatabase } from '@/tests/database';
import { contextFor, createStaff } from '@/tests/factories/world';
import { getWorkspace } from './get-workspace';
import { updateWorkspace } from './update-workspace';
import { viewFrontDoor } from './view-front-door';
import { updateWorkspaceSchema } from './workspace.schema';

const database = useDatabase();
const settings = {
  applicationName: 'Acme Cloud',
  supportAddress: 'Support@ACME.example',
  mailFromName: '',
  mailFromAddress: null,
  invitationTtlSeconds: 86_400,
  seatsDefault: 5,
  blockPublicDomains: true,
  blockDisposableDomains: true,
};

async function contextOf(role: 'ADMIN' | 'SUPPORT') {
  return contextFor(database.db, await createStaff(database.db, role));
}

function updates() {
  return database.db.auditEvent.findMany({ where: { action: 'workspace.updated' }, orderBy: { id: 'asc' } });
}

describe('changing the workspace', () => {
  test('is seen by staff, in part by everybody, and recorded once with what changed', async () => {
    const admin = await contextOf('ADMIN');
    await updateWorkspace(admin, updateWorkspaceSchema.parse(settings));
    await updateWorkspace(admin, updateWorkspaceSchema.parse(settings));
    const stored = {
      ...settings,
      supportAddress: 'Support@acme.example',
      mailFromName: null,
      hasLogo: false,
    };
    expect(await getWorkspace(await contextOf('SUPPORT'))).toMatchObject(stored);
    expect(await viewFrontDoor(contextFor(database.db))).toEqual({
      applicationName: 'Acme Cloud',
      supportAddress: 'Support@acme.example',
      hasLogo: false,
      isClaimed: false,
    });
    const changed = await updates();
    expect(changed.map((row) => row.changes)).toEqual([
      {
        before: {
          applicationName: 'Your application',
          supportAddress: null,
          invitationTtlSeconds: 1_296_000,
          seatsDefault: null,
          blockPublicDomains: false,
        },
        after: {
          applicationName: 'Acme Cloud',
          supportAddress: 'Support@acme.example',
          invitationTtlSeconds: 86_400,
          seatsDefault: 5,
          blockPublicDomains: true,
        },
      },
    ]);
  });

  test('decides the seats of organizations that are created afterwards', async () => {
    const admin = await contextOf('ADMIN');
    await updateWorkspace(admin, updateWorkspaceSchema.parse({ ...settings, seatsDefault: 7 }));
    const { id } = await createOrganization(admin, { name: 'Bolt', externalId: null });
    expect(await getOrganization(admin, { organizationId: id })).toMatchObject({
      seatsCap: 7,
      workspaceInvitationTtlSeconds: 86_400,
    });
  });

  test('is refused to support and to those who are not staff', async () => {
    const input = updateWorkspaceSchema.parse(settings);
    await expect(updateWorkspace(await contextOf('SUPPORT'), input)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(getWorkspace(contextFor(database.db))).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});

describe('the settings of the workspace', () => {
  test.each([
    ['applicationName', ' '],
    ['applicationName', 'Two\nlines'],
    ['supportAddress', 'nobody'],
    ['mailFromAddress', 'a@example.com, b@example.com'],
    ['mailFromName', 'x'.repeat(81)],
    ['invitationTtlSeconds', 299],
    ['invitationTtlSeconds', 91 * 86_400],
    ['seatsDefault', 0],
  ])('refuse %s = %j by name', (field, value) => {
    const { error } = updateWorkspaceSchema.safeParse({ ...settings, [field]: value });
    expect(error?.issues.map((issue) => issue.path.join())).toEqual([field]);
  });
});
