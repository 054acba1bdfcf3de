import { env } from '@/lib/env';

/** What Usher answers beside the provider, or in front of it, as discovery names it (RFC 8414 section 2). */
export function ownMetadata(): Record<string, string | string[] | boolean> {
  const address = (path: string) => env().baseUrl.origin + path;
  return {
    backchannel_logout_supported: true,
    backchannel_logout_session_supported: true,
    userinfo_endpoint: address('/oauth/userinfo'),
    revocation_endpoint: address('/oauth/revoke'),
    introspection_endpoint: address('/oauth/introspect'),
    end_session_endpoint: address('/oidc/logout'),
    grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic', 'none'],
    introspection_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
    revocation_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic', 'none'],
    prompt_values_supported: ['none', 'login', 'create', 'consent', 'select_account'],
  };
}
