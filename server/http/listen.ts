import type { Server } from 'node:http';
import { type Env, isLoopbackHost } from '@/lib/env';

/**
 * Where to listen: on both loopback addresses when the base URL is this machine itself (browsers choose either for
 * localhost), else on every address. In development on 127.0.0.1 alone.
 */
export function listenHosts(env: Env): string[] {
  // Next attaches the socket that reloads pages to one listener only.
  if (env.development) return ['127.0.0.1'];
  return isLoopbackHost(env.baseUrl.hostname) ? ['127.0.0.1', '::1'] : ['0.0.0.0', '::'];
}

/** Listens, or throws one line that names PORT. A machine without IPv6 is served on IPv4 alone. */
export async function listen(server: Server, port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (host.includes(':') && error.code !== 'EADDRINUSE') return resolve(false);
      if (error.code === 'EADDRINUSE')
        return reject(new Error(`PORT: ${port} is already in use; free it or set another`));
      if (error.code === 'EACCES')
        return reject(new Error(`PORT: ${port} may not be opened by this user; set one above 1023`));
      return reject(error);
    });
    server.listen({ port, host, ipv6Only: host.includes(':') }, () => resolve(true));
  });
}
