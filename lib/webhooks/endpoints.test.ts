import { describe, expect, test } from 'vitest';
import type { Ctx } from '@/lib/authz/context';
import { useDatabase } from '@/tests/database';
import { strangersToCredentials } from '@/tests/factories/credentials';
import { untilWaiting } from '@/tests/factories/locks';
import { createEndpointManager, makeEndpoint } from '@/tests/factories/webhooks';
import { contextFor, later } from '@/tests/factories/world';
import { createEndpoint } from './create-endpoint';
import { deleteEndpoint } from './delete-endpoint';
import { getDelivery } from './get-delivery';
import { getEndpoint } from './get-endpoint';
import { listEndpoints } from './list-endpoints';
import { rotateEndpointSecret } from './rotate-endpoint-secret';
import { sendTestEvent } from './send-test-event';
import { switchEndpoint } from './switch-endpoint';
import { updateEndpoint } from './update-endpoint';
import { type DeliveryRef, endpointSchema } from './webhook.schema';

const database = useDatabase();
const fields = { url: 'https://app.example.com/webhooks', description: '', scope: 'all', types: [] } as const;
const missing = { endpointId: 'whe_1999999999999999999' };

async function auditOf(targetId: string) {
  const rows = await database.db.auditEvent.findMany({ where: { targetId }, orderBy: { id: 'asc' } });
  return rows.map(({ action, changes }) => ({ action, changes }));
}

describe('an endpoint', () => {
  test('is created with a secret that is shown once, stored encrypted and recorded nowhere', async () => {
    const ctx = await createEndpointManager(database.db);
    const { endpointId, secret } = await makeEndpoint(ctx);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/);
    const row = await database.db.webhookEndpoint.findUniqueOrThrow({ where: { id: endpointId } });
    expect(Buffer.from(row.sealedSecret).toString('latin1')).not.toContain(secret.slice(6));
    expect(JSON.stringify(await database.db.auditEvent.findMany())).not.toContain(secret.slice(6, 30));
    const shown = await getEndpoint(ctx, { endpointId });
    expect(JSON.stringify(shown)).not.toContain(secret.slice(6, 30));
    expect(shown).toMatchObject({ enabled: true, types: [], secretSuffix: secret.slice(-4) });
    expect((await listEndpoints(ctx)).map((one) => one.endpointId)).toContain(endpointId);
    expect(await auditOf(endpointId)).toMatchObject([{ action: 'endpoint.created' }]);
  });

  test.each([
    ['http', 'http://app.example.com/webhooks'],
    ['a private address', 'https://10.0.0.1/webhooks'],
    ['this machine', 'https://localhost:3000/'],
    ['no address', 'app.example.com'],
  ])('is refused with %s', async (_, url) => {
    const ctx = await createEndpointManager(database.db);
    const refusal = { code: 'invalid_input', fields: { url: expect.any(String) } };
    await expect(createEndpoint(ctx, { ...fields, types: [], url })).rejects.toMatchObject(refusal);
    const { endpointId } = await makeEndpoint(ctx);
    const changed = updateEndpoint(ctx, { ...fields, types: [], url, endpointId });
    await expect(changed).rejects.toMatchObject(refusal);
  });

  test('that gets only chosen types names one at least', () => {
    expect(endpointSchema.safeParse({ ...fields, scope: 'chosen' }).success).toBe(false);
    expect(endpointSchema.safeParse({ ...fields, scope: 'chosen', types: ['user.sneezed'] }).success).toBe(
      false,
    );
    expect(endpointSchema.safeParse({ ...fields, scope: 'chosen', types: ['user.login'] }).success).toBe(
      true,
    );
  });

  test('is changed, with what differs recorded, and nothing when nothing does', async () => {
    const ctx = await createEndpointManager(database.db);
    const { endpointId, url } = await makeEndpoint(ctx);
    const same = { endpointId, url, description: 'The application', scope: 'all', types: [] } as const;
    await updateEndpoint(ctx, { ...same, types: [] });
    await updateEndpoint(ctx, { ...same, scope: 'chosen', types: ['user.login', 'user.logout'] });
    expect(await getEndpoint(ctx, { endpointId })).toMatchObject({ types: ['user.login', 'user.logout'] });
    expect(await auditOf(endpointId)).toMatchObject([
      { action: 'endpoint.created' },
      {
        action: 'endpoint.updated',
        changes: { before: { types: [] }, after: { types: ['user.login', 'user.logout'] } },
      },
    ]);
  });

  test('is switched off and on, each recorded once', async () => {
    const ctx = await createEndpointManager(database.db);
    const { endpointId } = await makeEndpoint(ctx);
    for (const enabled of [false, false, true, true]) await switchEndpoint(ctx, { endpointId, enabled });
    const actions = (await auditOf(endpointId)).map(({ action }) => action);
    expect(actions).toEqual(['endpoint.created', 'endpoint.disabled', 'endpoint.enabled']);
  });

  test('gets a new secret, and the one before signs for 24 hours more', async () => {
    const ctx = await createEndpointManager(database.db);
    const { endpointId, secret } = await makeEndpoint(ctx);
    const rotated = await rotateEndpointSecret(ctx, { endpointId });
    expect(rotated.secret).not.toBe(secret);
    expect(await getEndpoint(ctx, { endpointId })).toMatchObject({ previousSecretUntil: later(86_400) });
    const after = { ...ctx, now: later(86_400) };
    expect(await getEndpoint(after, { endpointId })).toMatchObject({ previousSecretUntil: null });
    const [, entry] = await auditOf(endpointId);
    expect(entry).toEqual({
      action: 'endpoint.secret_rotated',
      changes: {
        before: { secret: `…${secret.slice(-4)}` },
        after: { secret: `…${rotated.secret.slice(-4)}` },
      },
    });
  });

  test('that is deleted is gone', async () => {
    const ctx = await createEndpointManager(database.db);
    const { endpointId } = await makeEndpoint(ctx);
    await deleteEndpoint(ctx, { endpointId });
    await expect(getEndpoint(ctx, { endpointId })).rejects.toMatchObject({ code: 'not_found' });
    expect((await auditOf(endpointId)).map(({ action }) => action)).toContain('endpoint.deleted');
  });

  test('that there is not is not found by anything', async () => {
    const ctx = await createEndpointManager(database.db);
    const calls = [
      getEndpoint(ctx, missing),
      updateEndpoint(ctx, { ...fields, types: [], ...missing }),
      switchEndpoint(ctx, { ...missing, enabled: true }),
      rotateEndpointSecret(ctx, missing),
      deleteEndpoint(ctx, missing),
    ];
    const refusals = await Promise.allSettled(calls);
    expect(refusals).toMatchObject(calls.map(() => ({ reason: { code: 'not_found' } })));
  });

  test('is nothing for support, an organization, a program or a stranger', async () => {
    const strangers = [...(await strangersToCredentials(database.db)), contextFor(database.db)];
    for (const stranger of strangers) {
      const code = stranger.actor.kind === 'anonymous' ? 'unauthenticated' : 'forbidden';
      await expect(listEndpoints(stranger)).rejects.toMatchObject({ code });
      await expect(getEndpoint(stranger, missing)).rejects.toMatchObject({ code });
      await expect(createEndpoint(stranger, { ...fields, types: [] })).rejects.toMatchObject({ code });
      await expect(rotateEndpointSecret(stranger, missing)).rejects.toMatchObject({ code });
    }
  });
});

/** Reads while a delivery fails for good and switches its endpoint off: what it finds of deliveries, it has to wait for. */
async function readMeanwhile<T>(ctx: Ctx, read: (ref: DeliveryRef) => Promise<T>): Promise<T> {
  // Each waiting statement holds a connection, and the list asks about every endpoint.
  await database.db.webhookEndpoint.deleteMany();
  const { endpointId } = await makeEndpoint(ctx);
  const ref = { endpointId, ...(await sendTestEvent(ctx, { endpointId })) };
  const { reading } = await database.db.$transaction(async (tx) => {
    await tx.$executeRaw`lock table webhook_deliveries`;
    const reading = read(ref);
    await untilWaiting(database.db);
    const where = { endpointId_eventId: ref };
    await tx.webhookDelivery.update({ where, data: { state: 'FAILED', nextAttemptAt: null } });
    await tx.webhookEndpoint.update({ where: { id: endpointId }, data: { enabled: false } });
    return { reading };
  });
  return reading;
}

describe('an endpoint that is switched off while it is read is not shown as on beside a delivery that has ended', () => {
  test('in the list', async () => {
    const ctx = await createEndpointManager(database.db);
    const read = await readMeanwhile(ctx, () => listEndpoints(ctx));
    expect(read).toMatchObject([{ enabled: false, counts: { PENDING: 0, FAILED: 1 } }]);
  });

  test('by itself', async () => {
    const ctx = await createEndpointManager(database.db);
    const read = await readMeanwhile(ctx, (ref) => getEndpoint(ctx, ref));
    expect(read).toMatchObject({ enabled: false, counts: { PENDING: 0, FAILED: 1 } });
  });

  test('with the delivery', async () => {
    const ctx = await createEndpointManager(database.db);
    const read = await readMeanwhile(ctx, (ref) => getDelivery(ctx, ref));
    expect(read).toMatchObject({ enabled: false, state: 'FAILED' });
  });
});
