import { createServer } from 'node:net';
import { PlainError } from '@/scripts/plain-error';

/** Throws one line that names PORT when somebody listens there already, or this user may not. */
export async function requireFreePort(port: number): Promise<void> {
  for (const host of [undefined, '127.0.0.1', '::1']) {
    const code = await tryToListen(port, host);
    if (code === 'EADDRINUSE') {
      throw new PlainError(
        `PORT: something else listens on ${port} already; stop it, or set PORT to a free one.`,
      );
    }
    if (code === 'EACCES') throw new PlainError(`PORT: this user may not listen on ${port}.`);
  }
}

/** A port of 127.0.0.1 that nobody has: `preferred` if that is free, else any. */
export async function findFreePort(preferred = 0): Promise<number> {
  const server = createServer();
  const isListening = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen({ port: preferred, host: '127.0.0.1' }, () => resolve(true));
  });
  if (!isListening) return findFreePort();
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : preferred;
}

function tryToListen(port: number, host: string | undefined): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'));
    server.listen({ port, ...(host && { host }) }, () => server.close(() => resolve(null)));
  });
}
