import { recordAudit } from '../audit/record';
import { whatChanged } from '../audit/what-changed';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse, refuseField } from '../errors';
import { claimsMaximum, type UpdateApiTokenInput } from './api-token.schema';
import { type ApiTokenRecord, apiTokenName, readApiToken } from './api-token-record';
import { lockApiToken } from './lock-api-token';

/**
 * Describes a token anew, and adds claims to those that it has or changes them. Refuses one that has ended or expired
 * (`not_found`), and more claims than a token can have. Writes nothing when nothing changed.
 */
export async function updateApiToken(ctx: Ctx, input: UpdateApiTokenInput): Promise<ApiTokenRecord> {
  authorize(ctx, 'api-token.manage');
  return ctx.db.$transaction(async (tx) => {
    const token = await lockApiToken(tx, input.tokenOrId);
    const isOver = token.endedAt !== null || (token.expiresAt !== null && token.expiresAt <= ctx.now);
    if (isOver) refuse('not_found', 'There is no such token.');
    const customClaims = { ...token.customClaims, ...input.customClaims };
    if (Object.keys(customClaims).length > claimsMaximum)
      refuseField('custom_claims', `A token has at most ${claimsMaximum} claims in all.`);
    const before = { description: token.description, customClaims: token.customClaims };
    const after = { description: input.description ?? token.description, customClaims };
    const changes = whatChanged(before, after);
    if (changes) {
      const data = { ...after, updatedAt: ctx.now };
      await tx.apiToken.update({ where: { id: token.id }, data, select: { id: true } });
      await recordAudit(tx, ctx, {
        action: 'api_token.updated',
        organizationId: token.organizationId,
        target: { kind: 'api_token', id: token.id, name: apiTokenName({ ...token, ...after }) },
        changes,
      });
    }
    return readApiToken(tx, token.id);
  });
}
