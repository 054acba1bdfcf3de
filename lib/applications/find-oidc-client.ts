import type { Ctx } from '../authz/context';
import { prepared } from '../db';

/** A client that people are logged in to. */
export interface OidcClient {
  readonly id: string;
  readonly name: string;
  /** Keeps no secret, and proves itself by PKCE (RFC 8252 section 8.4). */
  readonly isPublic: boolean;
  /** Public ones always have to use it. */
  readonly pkceRequired: boolean;
  readonly redirectUris: readonly string[];
  readonly postLogoutRedirectUris: readonly string[];
  readonly initiateLoginUri: string | null;
  /** How long its access tokens are good; null: the default. */
  readonly accessTokenSeconds: number | null;
}

/** The client of an id, or null: unknown, or one of an organization's own programs. Public: an id is no secret. */
export async function findOidcClient(ctx: Ctx, clientId: string): Promise<OidcClient | null> {
  const [client] = await ctx.db.$queryRaw<OidcClient[]>`${prepared}
    select id, name, kind = 'PUBLIC_APP' as "isPublic", pkce_required as "pkceRequired", redirect_uris as "redirectUris",
      post_logout_redirect_uris as "postLogoutRedirectUris", initiate_login_uri as "initiateLoginUri",
      access_token_seconds as "accessTokenSeconds"
    from clients where id = ${clientId} and kind <> 'ORGANIZATION'`;
  return client ?? null;
}
