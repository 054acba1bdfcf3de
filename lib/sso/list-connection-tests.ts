import { Prisma } from '@/prisma/generated/client';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { ConnectionRef } from '../connections/connection.schema';
import { wordsOfStep } from '../login-log/step-words';
import { type ConnectionTest, readConnectionTest } from './connection-test';

/** A test of a connection that has ended, in short. */
export interface EndedTest {
  readonly testId: string;
  readonly at: Date;
  /** What would become of the person; null: they would be refused. */
  readonly outcome: ConnectionTest['outcome'];
  /** Of somebody who would join. */
  readonly roleNames: readonly string[];
  /** Whose login it was; null: nobody arrived. */
  readonly email: string | null;
  /** Of a refusal: what was looked at. */
  readonly refusedAt: string | null;
}

const most = 5;

/** The last tests of a connection, newest first; they are forgotten after a day. One that is under way is not among them. */
export async function listConnectionTests(ctx: Ctx, ref: ConnectionRef): Promise<readonly EndedTest[]> {
  authorize(ctx, 'connection.list', ref.organizationId);
  const { connectionId, organizationId } = ref;
  const rows = await ctx.db.ssoRequest.findMany({
    where: {
      connection: { id: connectionId, organizationId },
      purpose: 'TEST',
      result: { not: Prisma.DbNull },
    },
    select: { id: true, createdAt: true, result: true },
    orderBy: { id: 'desc' },
    take: most,
  });
  return rows.map(({ id, createdAt, result }) => {
    const { outcome, roles, identity, step } = readConnectionTest(result);
    return {
      testId: id,
      at: createdAt,
      outcome,
      roleNames: roles.map(({ displayName }) => displayName),
      email: identity?.email ?? null,
      refusedAt: step === null ? null : wordsOfStep(step).label,
    };
  });
}
