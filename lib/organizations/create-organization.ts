import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { violatedConstraint } from '../db';
import { refuseField } from '../errors';
import { newId } from '../id';
import type { CreateOrganizationInput } from './organization.schema';

/**
 * Creates an organization without members; its seats are the workspace's default. Refuses an external id that another
 * organization has (the unique index decides).
 */
export async function createOrganization(ctx: Ctx, input: CreateOrganizationInput): Promise<{ id: string }> {
  authorize(ctx, 'organization.create');
  const id = newId('organization', ctx.now);
  try {
    return await ctx.db.$transaction(async (tx) => {
      const { seatsDefault } = await tx.workspace.findFirstOrThrow({ select: { seatsDefault: true } });
      const data = { id, name: input.name, externalId: input.externalId, seatsCap: seatsDefault };
      await tx.organization.create({
        data: { ...data, createdAt: ctx.now, updatedAt: ctx.now },
        select: { id: true },
      });
      await recordAudit(tx, ctx, {
        action: 'organization.created',
        organizationId: id,
        target: { kind: 'organization', id, name: input.name },
        changes: { after: { name: input.name, externalId: input.externalId, seatsCap: seatsDefault } },
      });
      return { id };
    });
  } catch (error) {
    if (violatedConstraint(error) !== 'organizations_external_id_key') throw error;
    return refuseField('externalId', 'An organization with this external id already exists.');
  }
}
