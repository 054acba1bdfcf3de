import type { Ctx } from '../authz/context';

/**
 * The origins (or schemes, of apps on a device) that a form of ours may lead to by redirects: where applications begin
 * a login, and where they are sent back to after it and after logging out. Public: a policy of pages, no secret.
 */
export async function listFormTargets(ctx: Pick<Ctx, 'db'>): Promise<string[]> {
  const clients = await ctx.db.client.findMany({
    where: { kind: { not: 'ORGANIZATION' } },
    select: { redirectUris: true, postLogoutRedirectUris: true, initiateLoginUri: true },
  });
  const uris = clients.flatMap((client) => [
    ...client.redirectUris,
    ...client.postLogoutRedirectUris,
    ...(client.initiateLoginUri ? [client.initiateLoginUri] : []),
  ]);
  return [...new Set(uris.flatMap(toSource))].sort();
}

/** As a content security policy names it (CSP Level 3 section 2.3.1). */
function toSource(uri: string): string[] {
  if (!URL.canParse(uri)) return [];
  const { origin, protocol } = new URL(uri);
  const source = origin === 'null' ? protocol : origin;
  return /^[\w.:/[\]-]+$/.test(source) ? [source] : [];
}
