import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import type { DirectorySecretRef } from './directory.schema';
import { directorySecretLabel, isGood } from './directory-secret';
import { directoryTarget, lockDirectory } from './lock-directory';

/** Ends a secret at once: the next request with it is refused. One that has ended stays so. */
export async function revokeDirectorySecret(ctx: Ctx, input: DirectorySecretRef): Promise<void> {
  authorize(ctx, 'directory.manage', input.organizationId);
  const { organizationId, secretId } = input;
  await ctx.db.$transaction(async (tx) => {
    const directory = await lockDirectory(tx, input);
    const secret = directory.secrets.find(({ id }) => id === secretId);
    if (!secret) refuse('not_found', 'There is no such secret.');
    if (!isGood(secret, ctx.now)) return;
    await tx.directorySecret.update({
      where: { id: secretId },
      data: { expiresAt: ctx.now },
      select: { id: true },
    });
    await recordAudit(tx, ctx, {
      action: 'directory.secret_revoked',
      organizationId,
      target: directoryTarget(directory),
      changes: { before: { secret: directorySecretLabel(secret) } },
    });
  });
}
