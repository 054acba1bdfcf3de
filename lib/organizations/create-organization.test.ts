import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { createMember } from '@/tests/factories/members';
import { contextFor, createStaff, createTestOrganization } from '@/tests/factories/world';
import { createOrganization } from './create-organization';
import { createOrganizationSchema } from './organization.schema';

const database = useDatabase();

async function support() {
  return contextFor(database.db, await createStaff(database.db));
}

describe('creating an organization', () => {
  test('makes it without members or limit, at the time of the request, and records it', async () => {
    const ctx = await support();
    const input = createOrganizationSchema.parse({ name: '  Acme ', externalId: '' });
    const { id } = await createOrganization(ctx, input);
    expect(await database.db.organization.findUnique({ where: { id } })).toMatchObject({
      name: 'Acme',
      externalId: null,
      seatsCap: null,
      seatsUsed: 0,
      createdAt: ctx.now,
    });
    const audit = await database.db.auditEvent.findMany({ where: { organizationId: id } });
    expect(audit).toMatchObject([
      { action: 'organization.created', targetName: 'Acme', changes: { after: { name: 'Acme' } } },
    ]);
  });

  test('with one external id ten times at once makes one and tells the others', async () => {
    const ctx = await support();
    const input = { name: 'Acme', externalId: 'customer-1' };
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => createOrganization(ctx, input)),
    );
    const refused = results.filter((result) => result.status === 'rejected').map((result) => result.reason);
    expect(refused).toHaveLength(9);
    expect(refused[0]).toMatchObject({
      code: 'invalid_input',
      fields: { externalId: 'An organization with this external id already exists.' },
    });
    expect(await database.db.organization.count({ where: { externalId: 'customer-1' } })).toBe(1);
  });

  test('is for staff', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    const { actor } = await createMember(database.db, organizationId);
    const input = { name: 'Mine', externalId: null };
    await expect(createOrganization(contextFor(database.db, actor), input)).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('the form of an organization', () => {
  test.each([
    [{ name: ' ' }, 'name'],
    [{ name: 'x'.repeat(201) }, 'name'],
    [{ name: 'two\nlines' }, 'name'],
    [{ name: 'right\u202eto left' }, 'name'],
    [{ name: 'Acme', externalId: 'x'.repeat(201) }, 'externalId'],
  ])('refuses %j by the field', (input, field) => {
    const { error } = createOrganizationSchema.safeParse(input);
    expect(error?.issues.map((issue) => issue.path.join())).toEqual([field]);
  });
});
