import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { newId } from '../id';
import { explainTaken } from './explain-taken';
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
      const { name, externalId, metadata = {}, slug = null, logoUrl = null } = input;
      const data = { id, name, externalId, metadata, slug, logoUrl, seatsCap: seatsDefault };
      await tx.organization.create({
        data: { ...data, createdAt: ctx.now, updatedAt: ctx.now },
        select: { id: true },
      });
      await recordAudit(tx, ctx, {
        action: 'organization.created',
        organizationId: id,
        target: { kind: 'organization', id, name: input.name },
        changes: { after: { name, externalId, seatsCap: seatsDefault, ...(slug && { slug }) } },
      });
      return { id };
    });
  } catch (error) {
    return explainTaken(error);
  }
}
