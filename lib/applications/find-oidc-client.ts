import { Prisma } from '@/prisma/generated/client';
import type { Ctx } from '../authz/context';
import { prepared } from '../db';

/** A client that people are logged in to. */
export interface OidcClient {
  readonly id: string;
  readonly name: string;
  /** Keeps no secret, and proves itself by PKCE (RFC 8252 section 8.4). */
  readonly isPublic: boolean;
  /** On a device, where it listens on whichever port of the loopback is free (RFC 8252 section 7.3). */
  readonly isNative: boolean;
  /** Public ones always have to use it. */
  readonly pkceRequired: boolean;
  readonly redirectUris: readonly string[];
  readonly initiateLoginUri: string | null;
  /** How long its access tokens are good; null: the default. */
  readonly accessTokenSeconds: number | null;
}

/** The columns of an `OidcClient`, from clients `c`. */
export const oidcClientColumns = Prisma.sql`c.id, c.name, c.kind = 'PUBLIC_APP' as "isPublic",
  c.is_native as "isNative", c.pkce_required as "pkceRequired", c.redirect_uris as "redirectUris",
  c.initiate_login_uri as "initiateLoginUri", c.access_token_seconds as "accessTokenSeconds"`;

/** The client of an id, or null: unknown, or one of an organization's own programs. Public: an id is no secret. */
export async function findOidcClient(ctx: Ctx, clientId: string): Promise<OidcClient | null> {
  const [client] = await ctx.db.$queryRaw<OidcClient[]>`${prepared}
    select ${oidcClientColumns} from clients c where c.id = ${clientId} and c.kind <> 'ORGANIZATION'`;
  return client ?? null;
}
