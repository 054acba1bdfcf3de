import { beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '@/lib/authz/context';
import { useDatabase } from '@/tests/database';
import { invite } from '@/tests/factories/invitations';
import { programFor, provision } from '@/tests/factories/programs';
import { acceptInvitation } from '@/tests/factories/sign-in';
import { createEndpointManager, makeEndpoint } from '@/tests/factories/webhooks';
import { createTestOrganization } from '@/tests/factories/world';
import { updateOrganization } from '../organizations/update-organization';
import { deleteEndpoint } from './delete-endpoint';

const database = useDatabase();
let admin: Ctx;
let endpointId: string;

beforeAll(async () => {
  admin = await createEndpointManager(database.db);
  ({ endpointId } = await makeEndpoint(admin));
});

/** The types that were sent to the endpoint meanwhile, and how many jobs there are for it more. */
async function sentBy(change: () => Promise<unknown>) {
  const where = { endpointId };
  const before = (await database.db.webhookDelivery.findMany({ where })).map(({ eventId }) => eventId);
  const jobsBefore = await countJobs();
  await change();
  const rows = await database.db.webhookDelivery.findMany({ where, orderBy: { eventId: 'asc' } });
  const sent = rows.filter(({ eventId }) => !before.includes(eventId));
  return { types: sent.map(({ type }) => type), jobs: (await countJobs()) - jobsBefore };
}

async function countJobs(): Promise<number> {
  const [row] = await database.db.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from graphile_worker.jobs
    where task_identifier = 'deliver-webhook' and key like ${`%${endpointId}%`}`;
  return row?.count ?? 0;
}

describe('a statement that must stay one', () => {
  test('sends an invitation with one job', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    const sent = await sentBy(() => invite(staff, organizationId));
    expect(sent).toEqual({ types: ['user.organization_invitation'], jobs: 1 });
  });

  test('sends a membership that was made at once with one job', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    const sent = await sentBy(() => provision(programFor(database.db), organizationId));
    expect(sent).toEqual({ types: ['user.organization_membership_created'], jobs: 1 });
  });

  test('sends each event of a sign-in with a job of its own', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    const { invitationId } = await invite(staff, organizationId);
    const sent = await sentBy(() => acceptInvitation(database.db, invitationId));
    const types = ['user.organization_membership_created', 'user.signup', 'user.login'];
    expect(sent).toEqual({ types, jobs: 3 });
  });
});

describe('changes of the product', () => {
  test('and of endpoints do not wait for, or fail because of, each other', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    const changes = Array.from({ length: 20 }, (_, index) => [
      invite(staff, organizationId),
      updateOrganization(admin, { organizationId, name: `Acme ${index}` }),
      makeEndpoint(admin).then((made) => deleteEndpoint(admin, made)),
    ]);
    const outcomes = await Promise.allSettled(changes.flat());
    expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
  });

  test('are sent to every endpoint that wants them, once', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    const other = await makeEndpoint(admin, undefined, ['organization.updated']);
    await updateOrganization(admin, { organizationId, name: 'Acme twice' });
    const { id: eventId } = await database.db.event.findFirstOrThrow({
      where: { organizationId, type: 'organization.updated' },
    });
    const deliveries = await database.db.webhookDelivery.findMany({ where: { eventId } });
    const endpoints = deliveries.map((delivery) => delivery.endpointId).sort();
    expect(endpoints).toEqual([endpointId, other.endpointId].sort());
  });
});
