import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer, type ServerHttp2Session } from 'node:http2';
import type { Socket } from 'node:net';
import { type TLSSocket, Server as TlsServer } from 'node:tls';
import type { NativeHandler } from './handle-request';

/** How HTTP/2 with prior knowledge begins (RFC 9113 section 3.4). */
const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
/** How long a connection may say nothing, as Node's own limit for headers. */
const patienceMilliseconds = 60_000;
/** A connection on which nothing happens is ended. */
const idleMilliseconds = 10 * 60_000;

/** The connections over HTTP/2, which the server that listens does not know of. */
export interface Http2Connections {
  /** Takes no more requests, and ends each connection when its answers are under way no more. */
  close(): Promise<void>;
  /** Ends what is left. */
  destroy(): void;
}

/** The protocols that a server with TLS offers to `acceptHttp2`, the better one first (RFC 7301). */
export const offeredProtocols = ['h2', 'http/1.1'];

/**
 * Lets `server` speak HTTP/2 too: with TLS on the connections that have agreed on it, without on those that begin with
 * the preface. They go to `handle`, everything else to `server` itself as before. `server` goes on listening, so its
 * own limits of time hold.
 */
export function acceptHttp2(server: Server, handle: NativeHandler): Http2Connections {
  const http2 = createServer({ settings: { maxConcurrentStreams: 250 } });
  const sessions = new Set<ServerHttp2Session>();
  http2.on('session', (session) => {
    sessions.add(session);
    session.setTimeout(idleMilliseconds, () => session.close());
    session.once('close', () => sessions.delete(session));
  });
  http2.on('request', (request, response) => {
    request.headers.host ??= request.authority;
    void handle(request as unknown as IncomingMessage, response as unknown as ServerResponse);
  });
  const take = (socket: Socket) => http2.emit('connection', socket);
  if (server instanceof TlsServer) divertAgreed(server, take);
  else divertByPreface(server, take);
  return {
    async close() {
      await Promise.all(
        [...sessions].map((session) => new Promise<void>((resolve) => session.close(resolve))),
      );
    },
    destroy() {
      for (const session of sessions) session.destroy();
    },
  };
}

/** RFC 9113 section 3.2: over TLS, HTTP/2 is agreed on by ALPN. */
function divertAgreed(server: TlsServer, take: (socket: Socket) => void): void {
  const listeners = server.listeners('secureConnection') as ((socket: TLSSocket) => void)[];
  server.removeAllListeners('secureConnection');
  server.on('secureConnection', (socket) => {
    if (socket.alpnProtocol === 'h2') take(socket);
    else for (const listener of listeners) listener.call(server, socket);
  });
}

function divertByPreface(server: Server, take: (socket: Socket) => void): void {
  const listeners = server.listeners('connection') as ((socket: Socket) => void)[];
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    peek(socket, (isHttp2) => {
      if (isHttp2) take(socket);
      else for (const listener of listeners) listener.call(server, socket);
    });
  });
}

/** Reads as little as tells, and puts it back. Listening to 'data' instead would take from HTTP/2 what it waits for. */
function peek(socket: Socket, decide: (isHttp2: boolean) => void): void {
  let seen = Buffer.alloc(0);
  const timer = setTimeout(() => socket.destroy(), patienceMilliseconds);
  const onError = () => socket.destroy();
  const onReadable = () => {
    const chunk: Buffer | null = socket.read();
    if (chunk) seen = Buffer.concat([seen, chunk]);
    const length = Math.min(seen.length, preface.length);
    const matches = preface.subarray(0, length).equals(seen.subarray(0, length));
    if (matches && length < preface.length && !socket.readableEnded) return;
    clearTimeout(timer);
    socket.off('readable', onReadable).off('error', onError).off('end', onReadable);
    if (seen.length > 0) socket.unshift(seen);
    decide(matches && length === preface.length);
  };
  socket.on('readable', onReadable).on('end', onReadable).on('error', onError);
  socket.once('close', () => clearTimeout(timer));
}
