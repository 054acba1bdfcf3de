import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import type { RegenerateSecretInput } from './directory.schema';
import {
  directorySecretLabel,
  forgetEndedSecrets,
  insertDirectorySecret,
  isGood,
  type NewDirectorySecret,
} from './directory-secret';
import { directoryTarget, lockDirectory } from './lock-directory';
import { requireGivenRoles } from './require-given-roles';

/**
 * Rotates: a new secret, beside which those that are good go on for the overlap only (a day, unless said otherwise; 0 ends
 * them at once). One that ends sooner by itself does not go on longer. Only whoever
 * may grant what its groups give makes one (`role_not_grantable`). The only time that the secret is in clear.
 */
export async function regenerateDirectorySecret(
  ctx: Ctx,
  input: RegenerateSecretInput,
): Promise<NewDirectorySecret> {
  const actor = authorize(ctx, 'directory.manage', input.organizationId);
  const { organizationId, directoryId, overlapSeconds } = input;
  return ctx.db.$transaction(async (tx) => {
    const directory = await lockDirectory(tx, input);
    await requireGivenRoles(tx, actor, directory);
    const end = addSeconds(ctx.now, overlapSeconds);
    const ending = directory.secrets.filter((secret) => isGood(secret, ctx.now));
    await tx.directorySecret.updateMany({
      where: { directoryId, OR: [{ expiresAt: null }, { expiresAt: { gt: end } }] },
      data: { expiresAt: end },
    });
    const secret = await insertDirectorySecret(tx, ctx, directoryId);
    await forgetEndedSecrets(tx, ctx, directoryId);
    await recordAudit(tx, ctx, {
      action: 'directory.secret_created',
      organizationId,
      target: directoryTarget(directory),
      changes: {
        before: { secrets: ending.map(directorySecretLabel) },
        after: { secret: directorySecretLabel(secret), othersEndAt: end },
      },
    });
    return secret;
  });
}
