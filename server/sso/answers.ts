import type { IncomingMessage, ServerResponse } from 'node:http';
import { connectionAddresses } from '@/lib/connections/connection-address';
import { safeReturnTo } from '@/lib/sign-in/return-to';
import { escapeHtml } from '../http/escape-html';
import { sendPage } from '../http/plain-page';

/** A redirect that is followed by GET, and never kept. */
export function redirectTo(response: ServerResponse, location: string): void {
  response.writeHead(303, { Location: location, 'Cache-Control': 'no-store' });
  response.end();
}

/**
 * Tells somebody that their login failed: a reference to ask about, and nothing of the reason. Another try leads to
 * `returnTo`, if that is a path of this host.
 */
export function showFailure(
  response: ServerResponse,
  attempt: { readonly reference: string } | null,
  returnTo: string | null,
): void {
  const path = safeReturnTo(returnTo);
  const query = new URLSearchParams({
    ...(attempt && { reference: attempt.reference }),
    ...(path && { returnTo: path }),
  });
  redirectTo(response, query.size > 0 ? `/login/failed?${query}` : '/login/failed');
}

/** Where the result of a test is shown. */
export function testResultPath(connectionId: string, testId: string): string {
  const { testUrl } = connectionAddresses(connectionId);
  return `${new URL(testUrl).pathname}?result=${testId}`;
}

/** Above the heading of a page that goes on by itself. */
export const turning = '<div class="turning" aria-hidden="true"></div>';

/** Tells somebody who came by an address here why it leads nowhere. */
export function showProblem(
  request: IncomingMessage,
  response: ServerResponse,
  { status, text }: { readonly status: number; readonly text: string },
): void {
  const content = `<p class="lead">${escapeHtml(text)}</p>
<p class="actions"><a class="button" href="/login">Go to the sign-in page</a></p>`;
  sendPage(request, response, { status, title: status === 429 ? 'Not now' : 'This leads nowhere', content });
}
