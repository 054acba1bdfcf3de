import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import type { DirectoryRef } from './directory.schema';
import {
  directorySecretLabel,
  forgetEndedSecrets,
  goodSecretsMaximum,
  insertDirectorySecret,
  isGood,
  type NewDirectorySecret,
} from './directory-secret';
import { directoryTarget, lockDirectory } from './lock-directory';
import { requireGivenRoles } from './require-given-roles';

/**
 * Gives a directory a further secret beside those that it has, which go on opening it. At most five are good at the same
 * time (`conflict`), also under parallel requests; and only whoever may grant what its groups give makes one
 * (`role_not_grantable`). The only time that the secret is in clear.
 */
export async function createDirectorySecret(ctx: Ctx, input: DirectoryRef): Promise<NewDirectorySecret> {
  const actor = authorize(ctx, 'directory.manage', input.organizationId);
  const { organizationId, directoryId } = input;
  return ctx.db.$transaction(async (tx) => {
    const directory = await lockDirectory(tx, input);
    await requireGivenRoles(tx, actor, directory);
    const good = directory.secrets.filter((secret) => isGood(secret, ctx.now));
    if (good.length >= goodSecretsMaximum)
      refuse('conflict', `A directory has at most ${goodSecretsMaximum} secrets. Revoke one first.`);
    const secret = await insertDirectorySecret(tx, ctx, directoryId);
    await forgetEndedSecrets(tx, ctx, directoryId);
    await recordAudit(tx, ctx, {
      action: 'directory.secret_created',
      organizationId,
      target: directoryTarget(directory),
      changes: { after: { secret: directorySecretLabel(secret) } },
    });
    return secret;
  });
}
