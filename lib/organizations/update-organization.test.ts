import { describe, expect, test } from 'vitest';
import type { Ctx } from '@/lib/authz/context';
import { useDatabase } from '@/tests/database';
import { createMember } from '@/tests/factories/members';
import { contextFor, createStaff, createTestOrganization } from '@/tests/factories/world';
import { createOrganization } from './create-organization';
import { updateOrganizationSchema } from './organization.schema';
import { updateOrganization } from './update-organization';

const database = useDatabase();
const unchanged = {
  name: 'Acme Robotics',
  externalId: null,
  invitationTtlSeconds: null,
  whoMayInvite: 'ADMINS',
};

function update(ctx: Ctx, organizationId: string, fields: object) {
  const input = updateOrganizationSchema.parse({ ...unchanged, ...fields, organizationId });
  return updateOrganization(ctx, input);
}

async function prepare() {
  const { organizationId } = await createTestOrganization(database.db);
  const { actor } = await createMember(database.db, organizationId);
  const vendor = contextFor(database.db, await createStaff(database.db, 'ADMIN'));
  const updates = () =>
    database.db.auditEvent.findMany({ where: { organizationId, action: 'organization.updated' } });
  return { organizationId, admin: contextFor(database.db, actor), vendor, updates };
}

describe('changing an organization', () => {
  test('by its admin records what changed, before and after, and nothing else', async () => {
    const { organizationId, admin, updates } = await prepare();
    await update(admin, organizationId, { name: 'Acme', invitationTtlSeconds: 86_400 });
    expect(await database.db.organization.findUnique({ where: { id: organizationId } })).toMatchObject({
      name: 'Acme',
      invitationTtlSeconds: 86_400,
    });
    expect(await updates()).toMatchObject([
      {
        actorName: admin.actor.kind === 'user' ? admin.actor.name : '',
        targetName: 'Acme',
        changes: {
          before: { name: 'Acme Robotics', invitationTtlSeconds: null },
          after: { name: 'Acme', invitationTtlSeconds: 86_400 },
        },
      },
    ]);
  });

  test('to what it is already writes nothing', async () => {
    const { organizationId, admin, updates } = await prepare();
    await update(admin, organizationId, {});
    expect(await updates()).toEqual([]);
  });

  test.each([
    ['externalId', 'customer-7'],
    ['whoMayInvite', 'STAFF'],
  ])('in %s is for the vendor only, and names the field', async (field, value) => {
    const { organizationId, admin, vendor } = await prepare();
    await expect(update(admin, organizationId, { name: 'Acme', [field]: value })).rejects.toMatchObject({
      code: 'forbidden',
      fields: { [field]: expect.any(String) },
    });
    await update(vendor, organizationId, { [field]: value });
    const organization = await database.db.organization.findUniqueOrThrow({ where: { id: organizationId } });
    expect(organization).toMatchObject({ name: 'Acme Robotics', [field]: value });
  });

  test('to an external id that another organization has is refused by the field', async () => {
    const { organizationId, vendor } = await prepare();
    await createOrganization(vendor, { name: 'Other', externalId: 'taken' });
    await expect(update(vendor, organizationId, { externalId: 'taken' })).rejects.toMatchObject({
      fields: { externalId: 'An organization with this external id already exists.' },
    });
  });

  test('is refused to a stranger and for a missing one alike, and to support', async () => {
    const { organizationId, admin } = await prepare();
    const other = await createTestOrganization(database.db);
    await expect(update(admin, other.organizationId, {})).rejects.toMatchObject({ code: 'not_found' });
    await expect(update(admin, 'org_1234567890123456789', {})).rejects.toMatchObject({ code: 'not_found' });
    await expect(update(other.staff, organizationId, {})).rejects.toMatchObject({ code: 'forbidden' });
  });
});
