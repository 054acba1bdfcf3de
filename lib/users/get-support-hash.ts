import { authorizeTokenHolder } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { hmac, sharedKey } from '../crypto';

/**
 * What proves to the vendor's support widget that the person is who they say: HMAC-SHA-256 of the user's id, in hex. The
 * widget has the key (docs/api.md says how to read it), so it believes nobody who only knows an id.
 */
export async function getSupportHash(ctx: Ctx): Promise<string> {
  const { userId } = authorizeTokenHolder(ctx, 'token-holder.read');
  return hmac(Buffer.from(sharedKey('usher/support-hash/v1')), [userId]).toString('hex');
}
