import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import type { DirectoryRef } from './directory.schema';
import { directoryTarget, lockDirectory } from './lock-directory';

export interface DirectoryReceipt {
  readonly usersForgotten: number;
  readonly groupsForgotten: number;
}

/**
 * Deletes a directory that is off (`conflict`: one that is on) with its secrets, users, groups, mappings and log. The
 * members that it made stay as they are, with the roles that its groups gave, and are managed here from then on. A set-up link
 * takes back a wrong choice, and no more: not one that has users.
 */
export async function deleteDirectory(ctx: Ctx, input: DirectoryRef): Promise<DirectoryReceipt> {
  const actor = authorize(ctx, 'directory.manage', input.organizationId);
  const { organizationId, directoryId } = input;
  return ctx.db.$transaction(async (tx) => {
    const directory = await lockDirectory(tx, input);
    if (directory.enabled) refuse('conflict', 'The directory is enabled. Please disable it first.');
    if (actor.kind === 'portal' && directory.userCount > 0)
      refuse('conflict', 'The directory has users. Ask your vendor to delete it.');
    const receipt = { usersForgotten: directory.userCount, groupsForgotten: directory.groupCount };
    await tx.$executeRaw`
      update membership_roles held set source = 'MANUAL', reason = null from directory_users u
      where u.directory_id = ${directoryId} and held.membership_id = u.membership_id and held.source = 'DIRECTORY'`;
    await tx.directory.delete({ where: { id: directoryId }, select: { id: true } });
    await recordAudit(tx, ctx, {
      action: 'directory.deleted',
      organizationId,
      target: directoryTarget(directory),
      changes: { before: { provider: directory.provider }, after: receipt },
    });
    return receipt;
  });
}
