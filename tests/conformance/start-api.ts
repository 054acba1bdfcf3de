import { createServer } from 'node:http';
import { ensureClient } from '@/lib/applications/ensure-client';
import { systemContext } from '@/lib/authz/system-context';
import { database } from '@/lib/db';
import { env } from '@/lib/env';
import { findFreePort } from '@/scripts/ports';
import { pollUntil } from '@/scripts/processes';
import { handleOpenApi } from '@/server/api/openapi';
import { handleRest } from '@/server/api/rest';
import { handleRpc } from '@/server/api/rpc';
import { implementations } from '@/server/api/services';
import { endPlain, requestHandler } from '@/server/http/handle-request';
import { listen } from '@/server/http/listen';
import { acceptHttp2 } from '@/server/http/one-port';
import { handleKeys } from '@/server/oidc/keys';
import { handleToken } from '@/server/oidc/token';

export interface RunningApi {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  stop(): Promise<void>;
}

/** The machine side of Usher on a port of its own, over the database at `databaseUrl`, with one credential. */
export async function startApi(databaseUrl: string): Promise<RunningApi> {
  const port = await findFreePort();
  Object.assign(process.env, {
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    USHER_BASE_URL: `http://localhost:${port}`,
  });
  const credential = { clientId: 'conformance', clientSecret: 'a secret of the conformance tests' };
  const db = database();
  await ensureClient(systemContext(db, 'test', new Date()), {
    ...credential,
    redirectUris: [],
    initiateLoginUri: null,
  });
  const native = {
    '/oauth/token': handleToken,
    '/keys': handleKeys,
    '/api/openapi.json': handleOpenApi,
    '/api/v1/': handleRest,
    ...Object.fromEntries(implementations.map(({ service }) => [`/${service.typeName}/`, handleRpc])),
  };
  const handle = requestHandler(env(), {
    native,
    pages: async (_, response) => endPlain(response, 404, 'No.'),
  });
  const server = createServer((request, response) => void handle(request, response));
  const http2 = acceptHttp2(server, requestHandler(env(), { native, pages: handleRpc }));
  await listen(server, port, '127.0.0.1');
  return {
    url: env().baseUrl.origin.replace('localhost', '127.0.0.1'),
    ...credential,
    async stop() {
      server.closeAllConnections();
      http2.destroy();
      await new Promise((resolve) => server.close(resolve));
      await pollUntil(async () => true, 1);
      await db.$disconnect();
    },
  };
}
