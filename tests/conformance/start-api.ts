import { ensureClient } from '@/lib/applications/ensure-client';
import { systemContext } from '@/lib/authz/system-context';
import { database } from '@/lib/db';
import { env, type TlsEnv } from '@/lib/env';
import { findFreePort } from '@/scripts/ports';
import { handleRpc } from '@/server/api/rpc';
import { createOwnServer } from '@/server/http/create-server';
import { endPlain, requestHandler } from '@/server/http/handle-request';
import { listen } from '@/server/http/listen';
import { acceptHttp2 } from '@/server/http/one-port';
import { machineRoutes } from '@/server/machine-routes';

interface Credential {
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface RunningApi extends Credential {
  readonly url: string;
  /** A token of the credential, for clients that do not fetch one themselves. */
  accessToken(): Promise<string>;
  stop(): Promise<void>;
}

interface Settings {
  /** Where to listen with TLS, for clients that speak nothing else. */
  readonly tls?: TlsEnv;
  /** For clients that know one port alone. */
  readonly port?: number;
  /** Where the application of the credential is. */
  readonly redirectUris?: readonly string[];
  readonly initiateLoginUri?: string;
}

/** The machine side of Usher on a port of its own, over the database at `databaseUrl`, with one credential. */
export async function startApi(databaseUrl: string, settings: Settings = {}): Promise<RunningApi> {
  const { tls, port = await findFreePort() } = settings;
  Object.assign(process.env, {
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    USHER_BASE_URL: `${tls ? 'https' : 'http'}://localhost:${port}`,
    ...(tls && { USHER_TLS_CERT: tls.certificate, USHER_TLS_KEY: tls.key }),
  });
  const credential = { clientId: 'conformance', clientSecret: 'a secret of the conformance tests' };
  const db = database();
  await ensureClient(systemContext(db, 'test', new Date()), {
    ...credential,
    redirectUris: settings.redirectUris ?? [],
    initiateLoginUri: settings.initiateLoginUri ?? null,
  });
  const handle = requestHandler(env(), {
    native: machineRoutes,
    pages: async (_, response) => endPlain(response, 404, 'No.'),
  });
  const server = await createOwnServer(env().tls, (request, response) => void handle(request, response));
  const http2 = acceptHttp2(server, requestHandler(env(), { native: machineRoutes, pages: handleRpc }));
  await listen(server, port, '127.0.0.1');
  const { origin } = env().baseUrl;
  const url = tls ? origin : origin.replace('localhost', '127.0.0.1');
  return {
    url,
    ...credential,
    accessToken: () => fetchAccessToken(url, credential),
    async stop() {
      server.closeAllConnections();
      http2.destroy();
      await new Promise((resolve) => server.close(resolve));
      await db.$disconnect();
    },
  };
}

async function fetchAccessToken(url: string, credential: Credential): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: credential.clientId,
    client_secret: credential.clientSecret,
  });
  const answer = await fetch(`${url}/oauth/token`, { method: 'POST', body });
  return ((await answer.json()) as { access_token: string }).access_token;
}
