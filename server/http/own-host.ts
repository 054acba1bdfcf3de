import type { IncomingMessage } from 'node:http';
import { type Env, isLoopbackHost } from '@/lib/env';

/**
 * What a request's Host asks for, before it is overwritten. An Usher on this machine alone is `foreign` under a name
 * that only resolves here: by DNS rebinding a stranger's page could read the local mailbox. Another name of this machine
 * (127.0.0.1 for localhost) is `other`: a page there would have cookies and forms of its own. With a public base URL
 * everything is `own`, since proxies change Host as they please.
 */
export function hostOf(request: IncomingMessage, env: Env): 'own' | 'other' | 'foreign' {
  const asked = request.headers.host?.toLowerCase();
  if (!isLoopbackHost(env.baseUrl.hostname) || asked === undefined || asked === env.baseUrl.host)
    return 'own';
  const name = URL.canParse(`http://${asked}`) ? new URL(`http://${asked}`).hostname : '';
  return isLoopbackHost(name) ? 'other' : 'foreign';
}
