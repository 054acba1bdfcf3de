import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

export interface BenchProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** A code, for which the token endpoint gives an ID token of these claims. */
  codeFor(claims: JWTPayload): string;
  stop(): Promise<void>;
}

/**
 * An OpenID provider without pages and without checks, so that many may log in at once: a code holds the claims of its
 * login. It has no userinfo endpoint; the ID token says everything.
 */
export async function startBenchProvider(): Promise<BenchProvider> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'bench', alg: 'RS256', use: 'sig' }];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const code = new URLSearchParams(Buffer.concat(chunks).toString()).get('code');
    const answer = async () => {
      if (request.url === '/jwks') return { keys };
      if (request.url !== '/token') return metadataOf(issuer);
      return { access_token: 'bench', token_type: 'Bearer', id_token: await sign(code ?? '') };
    };
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(await answer()));
  });
  const sign = (code: string) =>
    new SignJWT(JSON.parse(Buffer.from(code, 'base64url').toString()) as JWTPayload)
      .setProtectedHeader({ alg: 'RS256', kid: 'bench' })
      .setIssuer(issuer)
      .setAudience('bench')
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(privateKey);
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    clientId: 'bench',
    clientSecret: 'a secret that only the bench uses, long enough',
    codeFor: (claims) => Buffer.from(JSON.stringify(claims)).toString('base64url'),
    stop: () => stop(server),
  };
}

function metadataOf(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  };
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
