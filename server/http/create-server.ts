import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { TlsEnv } from '@/lib/env';
import { followRenewal, readCertificate } from './certificate';
import { offeredProtocols } from './one-port';

/** A server that does not listen yet, with TLS where there is a certificate, which it renews by itself. */
export async function createOwnServer(tls: TlsEnv | null, listener: RequestListener): Promise<Server> {
  if (!tls) return createServer(listener);
  const options = { ...(await readCertificate(tls)), ALPNProtocols: offeredProtocols };
  const server = createTlsServer(options, listener);
  server.once('close', followRenewal(server, tls));
  return server;
}
