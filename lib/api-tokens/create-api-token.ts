import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import { actorId, type Ctx } from '../authz/context';
import { hashToken, randomToken } from '../crypto';
import type { Transaction } from '../db';
import { refuse, refuseField } from '../errors';
import { newId } from '../id';
import type { CreateApiTokenInput } from './api-token.schema';
import { type ApiTokenRecord, apiTokenName, readApiToken } from './api-token-record';
import { sealTokenText } from './token-text';

export interface NewApiToken {
  /** The token itself, for whoever asked alone. */
  readonly token: string;
  readonly record: ApiTokenRecord;
}

/**
 * Makes a token of 256 random bits for an organization, or for one of its active members, whose access it ends with. It is
 * found by its hash, and its text is kept sealed for `fetchApiToken`. The lock on the membership lets nobody be deactivated meanwhile. `not_found` for a stranger, `member_inactive` for
 * who is no active member.
 */
export async function createApiToken(ctx: Ctx, input: CreateApiTokenInput): Promise<NewApiToken> {
  authorize(ctx, 'api-token.manage');
  const { organizationId, userId, ...settings } = input;
  if (settings.expiresAt && settings.expiresAt <= ctx.now)
    refuseField('expiry', 'The expiry has to be in the future.');
  const [id, token] = [newId('apiToken', ctx.now), randomToken()];
  const suffix = token.slice(-4);
  const kept = { hash: hashToken(token), sealed: sealTokenText(id, token), suffix };
  const record = await ctx.db.$transaction(async (tx) => {
    await lockOrganization(tx, organizationId);
    const membershipId = userId === null ? null : await lockActiveMember(tx, organizationId, userId);
    const times = { createdAt: ctx.now, updatedAt: ctx.now, createdById: actorId(ctx.actor) };
    await tx.apiToken.create({
      data: { id, organizationId, membershipId, ...kept, ...settings, ...times },
      select: { id: true },
    });
    await recordAudit(tx, ctx, {
      action: 'api_token.created',
      organizationId,
      target: { kind: 'api_token', id, name: apiTokenName({ ...settings, suffix }) },
      changes: { after: { userId, suffix, ...settings } },
    });
    return readApiToken(tx, id);
  });
  return { token, record };
}

/** First, as everywhere (docs/architecture.md), since the token's own row asks for it too. */
async function lockOrganization(tx: Transaction, organizationId: string): Promise<void> {
  const [found] = await tx.$queryRaw<unknown[]>`
    select 1 from organizations where id = ${organizationId} for key share`;
  if (!found) refuse('not_found', 'There is no such organization.');
}

async function lockActiveMember(tx: Transaction, organizationId: string, userId: string): Promise<string> {
  const [member] = await tx.$queryRaw<{ id: string; status: string }[]>`
    select id, status::text as status from memberships
    where organization_id = ${organizationId} and user_id = ${userId} for share`;
  if (!member) return refuse('not_found', 'This person does not belong to the organization.');
  if (member.status !== 'ACTIVE') refuse('member_inactive', 'This person is no active member.');
  return member.id;
}
