import type { Prisma } from '@/prisma/generated/client';
import type { Ctx } from '../authz/context';

/** Which page a form stands on: of a login that waits, of an invitation, or one that may lead to any application. */
export type FormPage =
  | { readonly kind: 'interaction'; readonly interactionId: string }
  | { readonly kind: 'invitation'; readonly invitationId: string }
  | { readonly kind: 'any' };

/** Proxies take headers of 4 kB, all of them together: a page whose policy is longer is one that nobody sees. */
const lengthMaximum = 1500;

/**
 * The origins (or schemes, of apps on a device) that a form of a page may lead to by redirects: where applications begin
 * a login, and where they are sent back to after it and after logging out. Of the application at hand where the page
 * knows it; where they are too many to name, their schemes. Public: a policy of pages, no secret.
 */
export async function listFormTargets(ctx: Pick<Ctx, 'db'>, page: FormPage): Promise<string[]> {
  const clients = await ctx.db.client.findMany({
    where: { kind: { not: 'ORGANIZATION' }, ...atHand(page) },
    select: { redirectUris: true, postLogoutRedirectUris: true, initiateLoginUri: true },
  });
  const uris = clients.flatMap((client) => [
    ...client.redirectUris,
    ...client.postLogoutRedirectUris,
    ...(client.initiateLoginUri ? [client.initiateLoginUri] : []),
  ]);
  const sources = distinct(uris.flatMap(toSource));
  return sources.join(' ').length > lengthMaximum ? distinct(sources.map(toScheme)) : sources;
}

/** An invitation leads to the application that invited, else to the workspace's default one. */
function atHand(page: FormPage): Prisma.ClientWhereInput {
  switch (page.kind) {
    case 'interaction':
      return { interactions: { some: { id: page.interactionId } } };
    case 'invitation':
      return { OR: [{ isDefault: true }, { invitations: { some: { id: page.invitationId } } }] };
    case 'any':
      return {};
  }
}

function distinct(sources: readonly string[]): string[] {
  return [...new Set(sources)].sort();
}

/** As a content security policy names it (CSP Level 3 section 2.3.1). */
function toSource(uri: string): string[] {
  if (!URL.canParse(uri)) return [];
  const { origin, protocol } = new URL(uri);
  const source = origin === 'null' ? protocol : origin;
  return /^[\w.:/[\]-]+$/.test(source) ? [source] : [];
}

function toScheme(source: string): string {
  return source.slice(0, source.indexOf(':') + 1);
}
