import { z } from 'zod';
import { open, seal } from '../crypto';

/** What an authorization code stands for. */
export interface CodeContent {
  readonly grantId: string;
  /** Of codes: used ones are remembered since it began. */
  readonly epoch: string;
  /** What the OpenID provider has to know of the request that it was given for. */
  readonly payload: Readonly<Record<string, unknown>>;
}

const purpose = 'usher/authorization-codes/v1';
const contentSchema = z.object({
  grantId: z.string(),
  epoch: z.string(),
  payload: z.record(z.string(), z.unknown()),
});
/** What AES-GCM adds to the text. */
const overheadBytes = 28;

/** An authorization code that holds what it stands for, sealed, so that nothing is kept before it is used. */
export function sealCode(content: CodeContent): string {
  return seal(JSON.stringify(content), purpose).toString('base64url');
}

/** What a code of ours stands for, or null. Only one spelling of it counts, or it could be used once by each. */
export function openCode(code: string): CodeContent | null {
  const sealed = Buffer.from(code, 'base64url');
  if (sealed.length <= overheadBytes || sealed.toString('base64url') !== code) return null;
  const text = open(sealed, purpose);
  return text ? (contentSchema.safeParse(JSON.parse(text)).data ?? null) : null;
}
