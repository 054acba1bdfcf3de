import type { ServerResponse } from 'node:http';
import { escapeHtml } from '../http/escape-html';
import { plainPage } from '../http/plain-page';

/** Where somebody is sent at their identity provider: an address, or a form of fields (SAML Bindings section 3.5). */
export type Destination =
  | { readonly url: string }
  | { readonly action: string; readonly fields: Readonly<Record<string, string>> };

/**
 * Sends a browser on to another host by a page of its own. A redirect would not do: Chromium holds the policy of the form
 * that led here against every redirect after it, and an identity provider is in no such policy.
 */
export function goTo(response: ServerResponse, destination: Destination, nonce: string): void {
  const isForm = 'action' in destination;
  const target = new URL(isForm ? destination.action : destination.url);
  const policy = [
    "default-src 'none'",
    "style-src-attr 'unsafe-inline'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  // By its scheme, not its host: many an identity provider sends on to another host of its own.
  policy.push(`form-action ${isForm ? target.protocol : "'none'"}`);
  if (isForm) policy.push(`script-src 'nonce-${nonce}'`);
  else response.setHeader('Refresh', `0; url=${target.href}`);
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': policy.join('; '),
  });
  response.end(plainPage('One moment', isForm ? formOf(destination, nonce) : linkTo(target)));
}

function linkTo(target: URL): string {
  return `<p>You are on your way to your identity provider at ${escapeHtml(target.host)}.</p>
<p><a href="${escapeHtml(target.href)}" rel="noreferrer">Continue</a></p>`;
}

function formOf({ action, fields }: Extract<Destination, { action: string }>, nonce: string): string {
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  return `<p>You are on your way to your identity provider at ${escapeHtml(new URL(action).host)}.</p>
<form method="post" action="${escapeHtml(action)}">${inputs.join('')}<button>Continue</button></form>
<script nonce="${escapeHtml(nonce)}">document.forms[0].submit()</script>`;
}
