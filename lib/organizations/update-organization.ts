import { recordAudit } from '../audit/record';
import { whatChanged } from '../audit/what-changed';
import { authorize, can } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { type Transaction, violatedConstraint } from '../db';
import { refuse, refuseField } from '../errors';
import type { UpdateOrganizationInput } from './organization.schema';

type Settings = Omit<UpdateOrganizationInput, 'organizationId'>;

/**
 * Changes the name and settings of an organization. The external id, by which the application knows its customer, and
 * who may invite are the vendor's to decide: others may send them back unchanged only (`forbidden`). Refuses an
 * external id that another organization has; the unique index decides. Writes nothing when nothing changed.
 */
export async function updateOrganization(ctx: Ctx, input: UpdateOrganizationInput): Promise<void> {
  authorize(ctx, 'organization.update', input.organizationId);
  const { organizationId, ...after } = input;
  try {
    await ctx.db.$transaction(async (tx) => {
      const before = await lockSettings(tx, organizationId);
      const changes = whatChanged(before, after);
      if (!changes) return;
      requireVendor(ctx, changes.after);
      const data = { ...after, updatedAt: ctx.now };
      await tx.organization.update({ where: { id: organizationId }, data, select: { id: true } });
      await recordAudit(tx, ctx, {
        action: 'organization.updated',
        organizationId,
        target: { kind: 'organization', id: organizationId, name: after.name },
        changes,
      });
    });
  } catch (error) {
    if (violatedConstraint(error) !== 'organizations_external_id_key') throw error;
    refuseField('externalId', 'An organization with this external id already exists.');
  }
}

async function lockSettings(tx: Transaction, organizationId: string): Promise<Settings> {
  const [settings] = await tx.$queryRaw<Settings[]>`
    select name, external_id as "externalId", invitation_ttl_seconds as "invitationTtlSeconds",
      who_may_invite::text as "whoMayInvite"
    from organizations where id = ${organizationId} for update`;
  return settings ?? refuse('not_found', 'There is no such organization.');
}

function requireVendor(ctx: Ctx, changed: Partial<Settings>): void {
  const fields = (['externalId', 'whoMayInvite'] as const).filter((field) => field in changed);
  if (fields.length === 0 || can(ctx.actor, 'organization.govern')) return;
  const sentence = 'Only the staff of this workspace can change this.';
  refuse('forbidden', sentence, { fields: Object.fromEntries(fields.map((field) => [field, sentence])) });
}
