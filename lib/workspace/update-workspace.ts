import { recordAudit } from '../audit/record';
import { whatChanged } from '../audit/what-changed';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { UpdateWorkspaceInput } from './workspace.schema';

/**
 * Changes the settings of this installation. Mail that is enqueued from then on has the new names; what is on its way
 * stays as it is. Writes nothing when nothing changed.
 */
export async function updateWorkspace(ctx: Ctx, input: UpdateWorkspaceInput): Promise<void> {
  authorize(ctx, 'workspace.update');
  await ctx.db.$transaction(async (tx) => {
    await tx.$queryRaw`select 1 from workspace for update`;
    const { id, ...before } = await tx.workspace.findFirstOrThrow({
      select: {
        id: true,
        applicationName: true,
        supportAddress: true,
        mailFromName: true,
        mailFromAddress: true,
        invitationTtlSeconds: true,
        seatsDefault: true,
        blockPublicDomains: true,
        blockDisposableDomains: true,
      },
    });
    const changes = whatChanged<UpdateWorkspaceInput>(before, input);
    if (!changes) return;
    const data = { ...input, updatedAt: ctx.now };
    await tx.workspace.update({ where: { id }, data, select: { id: true } });
    await recordAudit(tx, ctx, {
      action: 'workspace.updated',
      organizationId: null,
      target: { kind: 'workspace', id, name: input.applicationName },
      changes,
    });
  });
}
