import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { newId } from '../id';
import { lockOrganization } from '../organizations/seats';
import { type CreateDirectoryInput, directoryProviderNames } from './directory.schema';
import { directoryTarget } from './lock-directory';
import { writeSwitch } from './switch-directory';

/** More than one customer ever has; they are listed without pages. */
const directoriesMaximum = 20;

/**
 * Makes a directory of the organization, without a secret yet. It is off unless it is asked to be on at once, to which
 * applies what `switchDirectory` says.
 */
export async function createDirectory(
  ctx: Ctx,
  input: CreateDirectoryInput,
): Promise<{ readonly directoryId: string }> {
  const actor = authorize(ctx, 'directory.manage', input.organizationId);
  const { organizationId, provider } = input;
  const directoryId = newId('directory', ctx.now);
  const name = input.name || directoryProviderNames[provider];
  await ctx.db.$transaction(async (tx) => {
    await lockOrganization(tx, organizationId);
    const organization = await tx.organization.findUnique({
      where: { id: organizationId },
      select: { _count: { select: { directories: true } } },
    });
    if (!organization) refuse('not_found', 'There is no such organization.');
    if (organization._count.directories >= directoriesMaximum)
      refuse('conflict', `An organization can have ${directoriesMaximum} directories. Delete one first.`);
    const times = { createdAt: ctx.now, updatedAt: ctx.now };
    const data = { id: directoryId, organizationId, provider, name, ...times };
    await tx.directory.create({ data, select: { id: true } });
    await recordAudit(tx, ctx, {
      action: 'directory.created',
      organizationId,
      target: directoryTarget({ directoryId, name }),
      changes: { after: { provider } },
    });
    const directory = { organizationId, directoryId, name };
    if (input.enabled) await writeSwitch(tx, ctx, { actor, directory, enabled: true });
  });
  return { directoryId };
}
