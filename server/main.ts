import './next-runtime';
import type { Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import next from 'next';
import { database } from '@/lib/db';
import { isLoopbackHost, env as readProcessEnv } from '@/lib/env';
import { log } from '@/lib/log';
import { handleRpc } from './api/rpc';
import { createOwnServer } from './http/create-server';
import { withFormTargets } from './http/form-targets';
import { endPlain, type NativeHandler, type Routes, requestHandler } from './http/handle-request';
import { isGrpc, pagesOverHttp2 } from './http/http2-pages';
import { listen, listenHosts } from './http/listen';
import { acceptHttp2, type Http2Connections } from './http/one-port';
import { refuseUpgrade } from './http/refuse-upgrade';
import { handleResendWebhook } from './inbound/resend-webhook';
import { type Changes, listenForChanges } from './live/changes';
import { type LiveStreams, liveStreams } from './live/stream';
import { machineRoutes } from './machine-routes';
import { startWorker } from './worker/start-worker';

export interface RunningServer {
  readonly url: string;
  /** Lets requests and jobs under way finish, then closes everything. */
  close(): Promise<void>;
}

const drainMilliseconds = 25_000;

/** The composition root: one port, one process; USHER_ROLE decides whether it serves, works, or both. */
export async function startServer(): Promise<RunningServer> {
  const env = readProcessEnv();
  log.level = env.logLevel;
  if (env.baseUrl.protocol === 'http:' && !isLoopbackHost(env.baseUrl.hostname)) {
    log.warn(`${env.baseUrl.origin} is public but not https: links and cookies can be read on their way`);
  }
  const db = database();
  const worker = env.role === 'web' ? null : await startWorker();
  const web = env.role === 'worker' ? null : await startWeb();
  return {
    url: env.baseUrl.origin,
    async close() {
      await web?.close();
      await worker?.stop();
      await db.$disconnect();
    },
  };
}

async function startWeb(): Promise<{ close(): Promise<void> }> {
  const env = readProcessEnv();
  const app = next({
    dev: env.development,
    dir: process.cwd(),
    hostname: env.baseUrl.hostname,
    port: env.port,
  });
  await app.prepare();
  const changes = listenForChanges(env.databaseUrl);
  const live = liveStreams(changes);
  const pages = app.getRequestHandler();
  let draining = false;
  const native = nativeRoutes(live, () => draining);
  const routes: Routes = { native, pages: withFormTargets((request, response) => pages(request, response)) };
  const servers = await listenEverywhere(requestHandler(env, routes), requestHandler(env, overHttp2(routes)));
  return {
    async close() {
      draining = true;
      live.closeAll();
      await Promise.all(servers.map(drain));
      await stopRest(changes, app);
    },
  };
}

/** A server that listens, and what speaks HTTP/2 on its port. */
interface Listening {
  readonly server: Server;
  readonly http2: Http2Connections;
}

async function listenEverywhere(handle: NativeHandler, handleHttp2: NativeHandler): Promise<Listening[]> {
  const env = readProcessEnv();
  const servers: Listening[] = [];
  for (const host of listenHosts(env)) {
    const server = await createOwnServer(env.tls, (request, response) => void handle(request, response));
    // In development Next tells the browser of changes over one.
    if (!env.development) server.on('upgrade', refuseUpgrade);
    const http2 = acceptHttp2(server, handleHttp2);
    if (await listen(server, env.port, host)) servers.push({ server, http2 });
  }
  return servers;
}

/** Over HTTP/2 there is gRPC beside the pages. */
function overHttp2({ native, pages }: Routes): Routes {
  const answerPage = pagesOverHttp2(pages);
  return {
    native,
    pages: (request, response) => (isGrpc(request) ? handleRpc : answerPage)(request, response),
  };
}

function nativeRoutes(live: LiveStreams, isDraining: () => boolean): Record<string, NativeHandler> {
  return {
    '/healthz': async (_, response) => endPlain(response, 200, 'ok'),
    '/readyz': async (_, response) => {
      const ready = !isDraining() && (await isDatabaseReady());
      endPlain(response, ready ? 200 : 503, ready ? 'ready' : 'not ready');
    },
    '/live/organizations/': live.handle,
    '/live/portal/': live.handlePortal,
    '/inbound/resend': handleResendWebhook,
    ...machineRoutes,
  };
}

async function isDatabaseReady(): Promise<boolean> {
  return database().$queryRaw`select 1`.then(
    () => true,
    () => false,
  );
}

/**
 * Refuses new connections, closes idle ones, and waits for answers under way, up to the drain time; not for what is
 * open beyond, like the connection over which Next tells a page in development of changes.
 */
async function drain({ server, http2 }: Listening): Promise<void> {
  const isPatient = !readProcessEnv().development;
  const ended = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const closed = Promise.all([ended, http2.close()]);
  const patience = new AbortController();
  const late = delay(isPatient ? drainMilliseconds : 1000, null, { signal: patience.signal }).then(
    () => {
      server.closeAllConnections();
      http2.destroy();
    },
    () => {},
  );
  await Promise.race([closed, late]);
  patience.abort();
}

async function stopRest(changes: Changes, app: { close(): Promise<void> }): Promise<void> {
  await changes.stop();
  await app.close();
}
