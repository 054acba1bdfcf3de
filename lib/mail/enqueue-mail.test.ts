import { expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { contextFor, freshEmail } from '@/tests/factories/world';
import { enqueueMail } from './enqueue-mail';

const database = useDatabase();

function message(idempotencyKey: string) {
  const content = { kind: 'staff_welcome', inviterName: 'Priya Raman', staffRole: 'SUPPORT' } as const;
  const about = { organizationId: null, userId: null, invitationId: null };
  return { ...about, to: freshEmail(), idempotencyKey, content };
}

async function counts() {
  const [jobs] = await database.db.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from graphile_worker._private_jobs`;
  return { mails: await database.db.mailMessage.count(), jobs: jobs?.count };
}

test('a message is enqueued with its frame and one job, and a second one with its key is not', async () => {
  const ctx = contextFor(database.db);
  const before = await counts();
  const ids = await Promise.all(
    [1, 2, 3].map(() => ctx.db.$transaction((tx) => enqueueMail(tx, ctx, message('welcome/1')))),
  );
  const made = ids.filter((id) => id !== null);
  expect(made).toHaveLength(1);
  expect(await counts()).toEqual({ mails: before.mails + 1, jobs: (before.jobs ?? 0) + 1 });
  const { content } = await database.db.mailMessage.findUniqueOrThrow({ where: { id: made[0] ?? '' } });
  expect(content).toEqual({
    kind: 'staff_welcome',
    inviterName: 'Priya Raman',
    staffRole: 'SUPPORT',
    applicationName: 'Your application',
    supportAddress: null,
    fromName: 'Your application',
    fromAddress: 'usher@localhost',
  });
});

test('a transaction that is rolled back leaves neither message nor job', async () => {
  const ctx = contextFor(database.db);
  const before = await counts();
  const failing = ctx.db.$transaction(async (tx) => {
    await enqueueMail(tx, ctx, message('welcome/2'));
    throw new Error('changed my mind');
  });
  await expect(failing).rejects.toThrow('changed my mind');
  expect(await counts()).toEqual(before);
});
