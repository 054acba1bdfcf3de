import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { apiTokenName } from './api-token-record';
import { lockApiToken } from './lock-api-token';

/** Ends a token for good, at once. One that has ended already stays so, and that is recorded once. */
export async function invalidateApiToken(ctx: Ctx, tokenOrId: string): Promise<void> {
  authorize(ctx, 'api-token.manage');
  await ctx.db.$transaction(async (tx) => {
    const token = await lockApiToken(tx, tokenOrId);
    if (token.endedAt) return;
    await tx.apiToken.update({
      where: { id: token.id },
      data: { endedAt: ctx.now, updatedAt: ctx.now },
      select: { id: true },
    });
    await recordAudit(tx, ctx, {
      action: 'api_token.invalidated',
      organizationId: token.organizationId,
      target: { kind: 'api_token', id: token.id, name: apiTokenName(token) },
    });
  });
}
