import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import type { SwitchDirectoryInput } from './directory.schema';
import { directoryTarget, lockDirectory } from './lock-directory';

/**
 * Switches a directory on or off; one that is so already stays so. Only in an organization that has directory sync
 * (`conflict`). While it is off its requests are refused, and whom it made stay what they are.
 */
export async function switchDirectory(ctx: Ctx, input: SwitchDirectoryInput): Promise<void> {
  authorize(ctx, 'directory.manage', input.organizationId);
  const { organizationId, directoryId, enabled } = input;
  await ctx.db.$transaction(async (tx) => {
    const directory = await lockDirectory(tx, input);
    if (directory.enabled === enabled) return;
    const where = { id: organizationId, directoryEnabled: true };
    if (enabled && !(await tx.organization.findFirst({ where, select: { id: true } })))
      refuse('conflict', 'Directory sync is not switched on for this organization.');
    const data = { enabled, updatedAt: ctx.now };
    await tx.directory.update({ where: { id: directoryId }, data, select: { id: true } });
    await recordAudit(tx, ctx, {
      action: enabled ? 'directory.enabled' : 'directory.disabled',
      organizationId,
      target: directoryTarget(directory),
    });
  });
}
