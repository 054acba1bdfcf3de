import { createHash } from 'node:crypto';
import type { Ctx } from '../authz/context';
import { detectLogoType, type LogoType } from './logo';

export interface Logo {
  readonly bytes: Uint8Array;
  readonly type: LogoType;
  /** Changes with the bytes: for caching. */
  readonly etag: string;
}

/** The logo of the application, or null. Public: it stands on the login page. */
export async function getLogo(ctx: Ctx): Promise<Logo | null> {
  const { logo } = await ctx.db.workspace.findFirstOrThrow({ select: { logo: true } });
  const type = logo && detectLogoType(logo);
  if (!logo || !type) return null;
  return { bytes: logo, type, etag: `"${createHash('sha256').update(logo).digest('base64url')}"` };
}
