import { type ErrorOut, errors, type KoaContextWithOIDC } from 'oidc-provider';
import { isUsherError, type UsherError } from '@/lib/errors';
import { initiateLoginUrl } from '@/lib/links/initiate-login-url';
import { findInteraction } from '@/lib/oidc-store/find-interaction';
import { escapeHtml } from '../http/escape-html';
import { nonceOf, plainPage } from '../http/plain-page';
import { providerRequest } from './provider-request';

/**
 * Answers a request that cannot be sent back to its application. Someone who comes back too late, or in another browser
 * than the one that began, begins anew at the application (or is at least signed in); any other error is a page for the
 * developer who sees it.
 */
export async function answerError(ctx: KoaContextWithOIDC, out: ErrorOut, error: Error): Promise<void> {
  if (error instanceof errors.SessionNotFound) return beginAnew(ctx);
  ctx.type = 'html';
  if (isUsherError(error.cause)) return askForPatience(ctx, error.cause);
  const description = out.error_description ?? 'The request cannot be answered.';
  const content = `<p class="lead">The application asked for it in a way that is not allowed. Whoever runs the application will want to know this:</p>
<div class="note"><p><code>${escapeHtml(out.error)}</code>: ${escapeHtml(description)}</p></div>`;
  ctx.body = plainPage({ title: 'This login cannot begin', content }, nonceOf(ctx.req));
}

async function beginAnew(ctx: KoaContextWithOIDC): Promise<void> {
  const id = ctx.path.split('/').pop() ?? '';
  const interaction = await findInteraction(providerRequest().ctx, id);
  ctx.status = 303;
  ctx.redirect((interaction && initiateLoginUrl(interaction)) ?? '/');
}

function askForPatience(ctx: KoaContextWithOIDC, { message, retryAfterSeconds }: UsherError): void {
  if (retryAfterSeconds !== null) ctx.set('Retry-After', String(retryAfterSeconds));
  const content = `<p class="lead">${escapeHtml(message)}</p>`;
  ctx.body = plainPage({ title: 'Too many logins', content }, nonceOf(ctx.req));
}
