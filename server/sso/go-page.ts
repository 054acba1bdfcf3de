import type { IncomingMessage, ServerResponse } from 'node:http';
import { escapeHtml } from '../http/escape-html';
import { nonceOf, sendPage } from '../http/plain-page';
import { turning } from './answers';

/** Where somebody is sent at their identity provider: an address, or a form of fields (SAML Bindings section 3.5). */
export type Destination =
  | { readonly url: string }
  | { readonly action: string; readonly fields: Readonly<Record<string, string>> };

/**
 * Sends a browser on to another host by a page of its own. A redirect would not do: Chromium holds the policy of the form
 * that led here against every redirect after it, and an identity provider is in no such policy.
 */
export function goTo(request: IncomingMessage, response: ServerResponse, destination: Destination): void {
  const isForm = 'action' in destination;
  const target = new URL(isForm ? destination.action : destination.url);
  const nonce = nonceOf(request);
  const policy = [
    "default-src 'none'",
    `style-src-elem 'nonce-${nonce}'`,
    "font-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  // By its scheme, not its host: many an identity provider sends on to another host of its own.
  policy.push(`form-action ${isForm ? target.protocol : "'none'"}`);
  if (isForm) policy.push(`script-src 'nonce-${nonce}'`);
  else response.setHeader('Refresh', `0; url=${target.href}`);
  response.setHeader('Content-Security-Policy', policy.join('; '));
  const lead = `<p class="lead">You are on your way to your identity provider at ${escapeHtml(target.host)}.</p>`;
  sendPage(request, response, {
    title: 'One moment',
    content: lead + (isForm ? formOf(destination) : linkTo(target)),
    logo: turning,
    ...(isForm && { script: 'document.forms[0].submit()' }),
  });
}

function linkTo(target: URL): string {
  return `<p class="actions"><a class="button" href="${escapeHtml(target.href)}" rel="noreferrer">Continue</a></p>`;
}

function formOf({ action, fields }: Extract<Destination, { action: string }>): string {
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  return `<form class="actions" method="post" action="${escapeHtml(action)}">${inputs.join('')}<button class="button">Continue</button></form>`;
}
