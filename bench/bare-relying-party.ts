import { createServer } from 'node:http';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';

// What a program without Usher's rules would do: openid-client alone on node:http, which asks for a login, exchanges the
// code and checks the ID token with its signature. Who has logged in gets a cookie; nothing is written down.
const origin = `http://localhost:${process.env.PORT}`;
const issuer = new URL(process.env.BENCH_ISSUER ?? '');
const configuration = await discovery(issuer, 'bench', process.env.BENCH_CLIENT_SECRET, undefined, {
  execute: [allowInsecureRequests, enableNonRepudiationChecks],
});
const begun = new Map<string, { readonly nonce: string; readonly codeVerifier: string }>();

async function begin(): Promise<string> {
  const [state, nonce, codeVerifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
  begun.set(state, { nonce, codeVerifier });
  const url = buildAuthorizationUrl(configuration, {
    redirect_uri: `${origin}/callback`,
    scope: 'openid email profile',
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
  });
  return url.href;
}

async function finish(callback: URL): Promise<string> {
  const state = callback.searchParams.get('state') ?? '';
  const waiting = begun.get(state);
  if (!waiting) throw new Error('No login was begun.');
  begun.delete(state);
  const tokens = await authorizationCodeGrant(configuration, callback, {
    expectedState: state,
    expectedNonce: waiting.nonce,
    pkceCodeVerifier: waiting.codeVerifier,
    idTokenExpected: true,
  });
  return tokens.claims()?.sub ?? '';
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url ?? '/', origin);
  if (url.pathname === '/ready') return void response.end();
  try {
    if (url.pathname === '/start') return void response.writeHead(302, { Location: await begin() }).end();
    const session = await finish(url);
    response.writeHead(303, { Location: '/', 'Set-Cookie': `session=${session}` }).end();
  } catch (error) {
    response.writeHead(400).end(String(error));
  }
});
server.listen(Number(process.env.PORT));
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});
