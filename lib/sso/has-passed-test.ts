import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { ConnectionRef } from '../connections/connection.schema';

/** Whether somebody has tried the connection out lately and it worked; tests are forgotten with the requests of logins. */
export async function hasPassedTest(ctx: Ctx, ref: ConnectionRef): Promise<boolean> {
  authorize(ctx, 'connection.list', ref.organizationId);
  const { connectionId, organizationId } = ref;
  const found = await ctx.db.ssoRequest.findFirst({
    where: {
      connection: { id: connectionId, organizationId },
      purpose: 'TEST',
      result: { path: ['state'], equals: 'SUCCESS' },
    },
    select: { id: true },
  });
  return found !== null;
}
