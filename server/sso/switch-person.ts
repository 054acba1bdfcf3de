import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LoginConnection } from '@/lib/connections/find-connection';
import { env } from '@/lib/env';
import { escapeHtml } from '../http/escape-html';
import { endPlain } from '../http/handle-request';
import { isFromElsewhere } from '../http/own-origin';
import { plainPage } from '../http/plain-page';
import { readBody } from '../http/read-body';
import { setAttempt } from './sso-cookies';

/** Where the page below posts to. */
export const continuePath = '/sso/v1/continue';

export interface Switch {
  readonly attemptSecret: string;
  /** Who came from the identity provider. */
  readonly email: string;
  readonly signedInAs: string;
  readonly connection: LoginConnection;
}

/**
 * Asks somebody who is signed in whether they want to be whom an identity provider says that they are: a link of a stranger
 * must not make a browser somebody else's without a word. Until the press the attempt is bound to nothing.
 */
export function askToSwitch(
  response: ServerResponse,
  { attemptSecret, email, signedInAs, connection }: Switch,
): void {
  const content = `<p>You are signed in as <strong>${escapeHtml(signedInAs)}</strong>. The identity provider of
${escapeHtml(connection.organizationName)} says that you are <strong>${escapeHtml(email)}</strong>.</p>
<form method="post" action="${continuePath}"><input type="hidden" name="attempt" value="${escapeHtml(attemptSecret)}">
<button>Continue as ${escapeHtml(email)}</button></form>
<p><a href="/">Stay signed in as you are</a></p>`;
  answer(response, plainPage('Continue as somebody else?', content));
}

/** The press: binds the attempt to this browser, which goes on to /auth/callback. No page of another site may press. */
export async function handleContinue(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (isFromElsewhere(request, env().baseUrl.origin))
    return endPlain(response, 403, 'This request comes from a page of another site.');
  const form = new URLSearchParams((await readBody(request, 1000)) ?? '');
  const attemptSecret = form.get('attempt') ?? '';
  if (!/^[A-Za-z0-9_-]{43}$/.test(attemptSecret)) return endPlain(response, 400, 'There is no such login.');
  setAttempt(response, attemptSecret);
  // Not a redirect: what follows may lead to an application, which the policy of the form does not name.
  response.setHeader('Refresh', '0; url=/auth/callback');
  answer(response, plainPage('One moment', '<p><a href="/auth/callback">Continue</a></p>'));
}

function answer(response: ServerResponse, page: string): void {
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(page);
}
