import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuseField } from '../errors';

/**
 * The host names of the addresses that the applications at `origin` are registered with: where their people are sent to.
 * None for an origin that no application has. Only programs of the workspace and staff admins hear it.
 */
export async function listAuthorizedDomains(ctx: Ctx, { origin }: { origin: string }): Promise<string[]> {
  authorize(ctx, 'client.list');
  if (!/^https?:\/\//i.test(origin) || !URL.canParse(origin))
    refuseField('origin', 'Give an origin like https://app.example.com.');
  const asked = new URL(origin).origin;
  const clients = await ctx.db.client.findMany({
    where: { kind: { not: 'ORGANIZATION' } },
    select: { redirectUris: true, postLogoutRedirectUris: true, initiateLoginUri: true },
  });
  const registered = clients.map((client) =>
    [...client.redirectUris, ...client.postLogoutRedirectUris, client.initiateLoginUri ?? ''].flatMap(
      (uri) => (URL.canParse(uri) ? [new URL(uri)] : []),
    ),
  );
  const own = registered.filter((uris) => uris.some((uri) => uri.origin === asked)).flat();
  return [...new Set(own.map((uri) => uri.hostname).filter(Boolean))].sort();
}
