import type { Ctx } from '../authz/context';
import { refuseField } from '../errors';
import { parseEmailAddress } from '../users/email-address';
import { takeWorkspace } from './take-workspace';

/**
 * Claims the workspace for the address in USHER_OWNER_EMAIL when the start finds it unclaimed; true when it did. Does
 * nothing ever after, so that an owner who was removed does not come back with the next start. The address proves
 * itself when its owner signs in by mail. Public: only the start calls it.
 */
export async function ensureOwner(ctx: Ctx, input: { readonly email: string }): Promise<boolean> {
  const parsed = parseEmailAddress(input.email);
  if (typeof parsed === 'string') return refuseField('USHER_OWNER_EMAIL', parsed);
  return ctx.db.$transaction(async (tx) => {
    const taking = { email: parsed.address, applicationName: null, verified: false };
    return (await takeWorkspace(tx, ctx, taking)) !== null;
  });
}
