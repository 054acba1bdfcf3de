import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

const answer = 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

/**
 * Ends a connection that asks to become a WebSocket or another protocol. Usher has none, but Next listens for such
 * requests itself, past everything that is done for the others, and leaves their connections open for ever.
 */
export function refuseUpgrade(_request: IncomingMessage, socket: Duplex): void {
  socket.on('error', () => {});
  socket.end(answer, () => socket.destroy());
}
