import { recordAudit } from '../audit/record';
import { authorize, governs } from '../authz/authorize';
import type { ActingActor, Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { refuse } from '../errors';
import type { DirectoryRef, SwitchDirectoryInput } from './directory.schema';
import { directoryTarget, lockDirectory } from './lock-directory';

interface DirectorySwitch {
  readonly actor: ActingActor;
  readonly directory: DirectoryRef & { readonly name: string };
  readonly enabled: boolean;
}

/**
 * Switches a directory on or off; one that is so already stays so. Only in an organization that has directory sync
 * (`conflict`), which the vendor's staff and programs give it by switching one on. While it is off its requests are
 * refused, and whom it made stay what they are.
 */
export async function switchDirectory(ctx: Ctx, input: SwitchDirectoryInput): Promise<void> {
  const actor = authorize(ctx, 'directory.manage', input.organizationId);
  await ctx.db.$transaction(async (tx) => {
    const directory = await lockDirectory(tx, input);
    if (directory.enabled !== input.enabled)
      await writeSwitch(tx, ctx, { actor, directory, enabled: input.enabled });
  });
}

/** The same in a transaction that has locked the directory, or made it. */
export async function writeSwitch(tx: Transaction, ctx: Ctx, made: DirectorySwitch): Promise<void> {
  const { actor, directory, enabled } = made;
  const { organizationId, directoryId } = directory;
  if (enabled) await requireFeature(tx, organizationId, actor);
  const data = { enabled, updatedAt: ctx.now };
  await tx.directory.update({ where: { id: directoryId }, data, select: { id: true } });
  await recordAudit(tx, ctx, {
    action: enabled ? 'directory.enabled' : 'directory.disabled',
    organizationId,
    target: directoryTarget(directory),
  });
}

async function requireFeature(tx: Transaction, organizationId: string, actor: ActingActor): Promise<void> {
  const where = { id: organizationId, directoryEnabled: false };
  if (governs(actor)) await tx.organization.updateMany({ where, data: { directoryEnabled: true } });
  else if (await tx.organization.findFirst({ where, select: { id: true } }))
    refuse('conflict', 'Directory sync is not switched on for this organization. Ask your vendor for it.');
}
