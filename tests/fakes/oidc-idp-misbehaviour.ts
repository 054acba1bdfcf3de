import type { ServerResponse } from 'node:http';
import { exportSPKI, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import type { KoaContextWithOIDC } from 'oidc-provider';

/** Who signs an ID token: nobody, a key of somebody else, or whoever knows the public key, as if it were a secret. */
export type Signer = 'provider' | 'stranger' | 'nobody' | 'public-key';

/** What a hostile or broken identity provider does otherwise than a healthy one. */
export interface Misbehaviour {
  readonly idToken?: (claims: JWTPayload) => JWTPayload;
  readonly signer?: Signer;
  /** Named by the ID token instead of the provider's own. */
  readonly keyId?: string;
  readonly tokens?: (answer: Record<string, unknown>) => Record<string, unknown>;
  readonly userinfo?: (claims: Record<string, unknown>) => Record<string, unknown>;
  readonly metadata?: (metadata: Record<string, unknown>) => Record<string, unknown>;
  /** Does this instead of saying its metadata. */
  readonly discovery?: 'redirect' | 'huge' | 'nested' | 'silence';
}

export interface SigningKey {
  readonly id: string;
  readonly algorithm: 'RS256' | 'ES256';
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}

const deep = 20_000;
const texts = {
  huge: JSON.stringify({ padding: 'x'.repeat(5_000_000) }),
  nested: `{"issuer":"https://id.example.com","nested":${'['.repeat(deep)}${']'.repeat(deep)}}`,
};

/** Whether a request for the metadata was answered with something else, or never will be. */
export function isKeptFromMetadata(response: ServerResponse, { discovery }: Misbehaviour): boolean {
  // Whoever asked may hang up in the middle.
  response.on('error', () => {});
  if (discovery === 'redirect') response.writeHead(302, { Location: '/elsewhere' }).end();
  if (discovery === 'huge' || discovery === 'nested')
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(texts[discovery]);
  return discovery !== undefined;
}

/** Changes an answer of the provider before it is sent. */
export async function misbehave(ctx: KoaContextWithOIDC, how: Misbehaviour, key: SigningKey): Promise<void> {
  const { route } = ctx.oidc ?? {};
  if (route === 'discovery' && how.metadata) ctx.body = how.metadata(ctx.body as Record<string, unknown>);
  if (ctx.status !== 200) return;
  const body = ctx.body as Record<string, unknown>;
  if (route === 'userinfo' && how.userinfo) ctx.body = how.userinfo(body);
  if (route !== 'token') return;
  const forged =
    how.idToken || how.signer || how.keyId ? { id_token: await forge(body.id_token, how, key) } : {};
  ctx.body = { ...body, ...forged };
  if (!how.tokens) return;
  const answer = how.tokens(ctx.body as Record<string, unknown>);
  if ('error' in answer) ctx.status = 400;
  ctx.body = answer;
}

/** The provider's own ID token with other claims, another signature or another key's name. */
async function forge(
  idToken: unknown,
  { idToken: change = (claims) => claims, signer = 'provider', keyId }: Misbehaviour,
  key: SigningKey,
): Promise<string> {
  const [, payload = ''] = String(idToken).split('.');
  const claims = change(JSON.parse(Buffer.from(payload, 'base64url').toString()) as JWTPayload);
  const kid = keyId ?? key.id;
  if (signer === 'nobody') return `${encode({ alg: 'none' })}.${encode(claims)}.`;
  if (signer === 'public-key') {
    const secret = new TextEncoder().encode(await exportSPKI(key.publicKey));
    return new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid }).sign(secret);
  }
  const { privateKey } = signer === 'stranger' ? await generateKeyPair(key.algorithm) : key;
  return new SignJWT(claims).setProtectedHeader({ alg: key.algorithm, kid }).sign(privateKey);
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
