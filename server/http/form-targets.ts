import type { IncomingMessage, ServerResponse } from 'node:http';
import { type FormPage, listFormTargets } from '@/lib/applications/list-form-targets';
import { database } from '@/lib/db';
import { readInvitationToken } from '@/lib/links/invitation-token';
import { describeError, log } from '@/lib/log';
import type { NativeHandler } from './handle-request';

/** Pages whose forms lead, by redirects, to an application, and what says to which. */
const leading = /^\/(invite|login\/(?:link|join)|interaction|logout)(?:\/([^/?]*))?(?:[/?]|$)/;

/**
 * Lets the forms of the pages that begin or end a login lead to their applications. Chromium holds `form-action`
 * against every redirect that follows a form, so that the Join button would be stopped on its way.
 */
export function withFormTargets(pages: NativeHandler): NativeHandler {
  return async (request, response) => {
    const page = pageOf(request.url ?? '');
    if (page) allow(request, response, await readTargets(page));
    await pages(request, response);
  };
}

function pageOf(url: string): FormPage | null {
  const [, place, key = ''] = leading.exec(url) ?? [];
  if (!place) return null;
  if (place === 'interaction') return { kind: 'interaction', interactionId: key };
  const invitationId = place === 'invite' ? readInvitationToken(key)?.invitationId : undefined;
  return invitationId ? { kind: 'invitation', invitationId } : { kind: 'any' };
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
async function readTargets(page: FormPage): Promise<string> {
  try {
    return (await listFormTargets({ db: database() }, page)).join(' ');
  } catch (error) {
    log.error(describeError(error), 'the applications could not be read for the policy of a page');
    return '';
  }
}
