import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LoginConnection } from '@/lib/connections/find-connection';
import { env } from '@/lib/env';
import { viewFrontDoor } from '@/lib/workspace/view-front-door';
import { readVisitorCtx } from '../context';
import { escapeHtml } from '../http/escape-html';
import { logoTile } from '../http/logo-tile';
import { isFromElsewhere } from '../http/own-origin';
import { sendPage } from '../http/plain-page';
import { readBody } from '../http/read-body';
import { showProblem, turning } from './answers';
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
export async function askToSwitch(
  request: IncomingMessage,
  response: ServerResponse,
  { attemptSecret, email, signedInAs, connection }: Switch,
): Promise<void> {
  const frontDoor = await viewFrontDoor(readVisitorCtx(request));
  const [organization, there, here] = [connection.organizationName, email, signedInAs].map(escapeHtml);
  const content = `<p class="lead">The sign-in of ${organization} says that you are somebody else than who is signed in here.</p>
<dl class="facts"><dt>Signed in here</dt><dd>${here}</dd><dt>Logged in there</dt><dd>${there}</dd></dl>
<form class="actions" method="post" action="${continuePath}">
<input type="hidden" name="attempt" value="${escapeHtml(attemptSecret)}">
<button class="button primary">Continue as ${there}</button>
<a class="button ghost" href="/">Stay signed in as you are</a></form>`;
  sendPage(request, response, { title: 'Continue as somebody else?', content, logo: logoTile(frontDoor) });
}

/** The press: binds the attempt to this browser, which goes on to /auth/callback. No page of another site may press. */
export async function handleContinue(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (isFromElsewhere(request, env().baseUrl.origin))
    return showProblem(request, response, {
      status: 403,
      text: 'This request comes from a page of another site.',
    });
  const form = new URLSearchParams((await readBody(request, 1000)) ?? '');
  const attemptSecret = form.get('attempt') ?? '';
  if (!/^[A-Za-z0-9_-]{43}$/.test(attemptSecret))
    return showProblem(request, response, { status: 400, text: 'There is no such login.' });
  setAttempt(response, attemptSecret);
  // Not a redirect: what follows may lead to an application, which the policy of the form does not name.
  response.setHeader('Refresh', '0; url=/auth/callback');
  const content = '<p class="actions"><a class="button" href="/auth/callback">Continue</a></p>';
  sendPage(request, response, { title: 'One moment', content, logo: turning });
}
