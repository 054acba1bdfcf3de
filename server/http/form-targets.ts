import type { IncomingMessage, ServerResponse } from 'node:http';
import { listFormTargets } from '@/lib/applications/list-form-targets';
import { database } from '@/lib/db';
import { describeError, log } from '@/lib/log';
import type { NativeHandler } from './handle-request';

/** Pages whose forms lead, by redirects, to an application. */
const leading = /^\/(?:invite|login|interaction|logout)(?:\/|\?|$)/;

/**
 * Lets the forms of the pages that begin or end a login lead to the registered applications. Chromium holds `form-action`
 * against every redirect that follows a form, so that the Join button would be stopped on its way.
 */
export function withFormTargets(pages: NativeHandler): NativeHandler {
  return async (request, response) => {
    if (leading.test(request.url ?? '')) allow(request, response, await readTargets());
    await pages(request, response);
  };
}

function allow(request: IncomingMessage, response: ServerResponse, targets: string): void {
  const policy = String(response.getHeader('Content-Security-Policy')).replace(
    "form-action 'self'",
    `form-action 'self' ${targets}`.trimEnd(),
  );
  request.headers['content-security-policy'] = policy;
  response.setHeader('Content-Security-Policy', policy);
}

/** Read each time: whoever registers an application tries it at once. */
async function readTargets(): Promise<string> {
  try {
    return (await listFormTargets({ db: database() })).join(' ');
  } catch (error) {
    log.error(describeError(error), 'the applications could not be read for the policy of a page');
    return '';
  }
}
