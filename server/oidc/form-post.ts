import type { KoaContextWithOIDC } from 'oidc-provider';

type Context = Pick<KoaContextWithOIDC, 'response' | 'set'> & Partial<Pick<KoaContextWithOIDC, 'oidc'>>;

const policyHeader = 'Content-Security-Policy';

/**
 * Lets the page that posts an answer to its application do so (OAuth 2.0 Form Post Response Mode section 2): forms of
 * ours lead nowhere else.
 */
export function letFormLead(ctx: Context): void {
  const { params, client } = ctx.oidc ?? {};
  const uri = params?.redirect_uri;
  if (params?.response_mode !== 'form_post' || typeof uri !== 'string') return;
  if (!client?.redirectUriAllowed(uri)) return;
  const { origin } = new URL(uri);
  const policy = ctx.response.get(policyHeader);
  if (origin !== 'null') ctx.set(policyHeader, policy.replace("form-action 'self'", `form-action ${origin}`));
}
