import { findAddressProblems } from '../applications/application-address';
import type { Ctx } from '../authz/context';
import { refuseField } from '../errors';

/**
 * Refuses an address to which people shall not be sent: one that is not written as a browser would write it, that is not
 * on https outside of this machine, or whose origin no application has registered: the credential's own, or, where it is
 * no application itself, one of the workspace.
 */
export async function checkLinkUri(ctx: Ctx, clientId: string, linkUri: string): Promise<void> {
  const problems = findAddressProblems('web', { initiateLoginUri: linkUri });
  if (problems.initiateLoginUri) refuseField('magiclink_auth_uri', problems.initiateLoginUri);
  const own = await listOrigins(ctx, { id: clientId });
  const origins = own.length > 0 ? own : await listOrigins(ctx, { kind: { not: 'ORGANIZATION' } });
  if (!origins.includes(new URL(linkUri).origin))
    refuseField('magiclink_auth_uri', 'Register an address of this origin for the application first.');
}

type Which = { readonly id: string } | { readonly kind: { readonly not: 'ORGANIZATION' } };

/** A scheme of an app on a device has no origin. */
async function listOrigins(ctx: Ctx, where: Which): Promise<string[]> {
  const clients = await ctx.db.client.findMany({
    where,
    select: { redirectUris: true, initiateLoginUri: true },
  });
  const uris = clients.flatMap(({ redirectUris, initiateLoginUri }) => [
    ...redirectUris,
    initiateLoginUri ?? '',
  ]);
  return uris.filter((uri) => /^https?:/.test(uri) && URL.canParse(uri)).map((uri) => new URL(uri).origin);
}
