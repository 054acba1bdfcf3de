import { env } from '../env';

/** Whom an application is asked to log in, and where to. */
export interface InitiatedLogin {
  readonly initiateLoginUri: string | null;
  readonly organizationId?: string | null;
  readonly email?: string | null;
}

/**
 * Where an application begins a login that Usher asks for (OpenID Connect Core 1.0 section 4: third-party initiated
 * login), or null without an application. Goes only to the URI that was registered; its own query is kept.
 */
export function initiateLoginUrl(login: InitiatedLogin): string | null {
  if (!login.initiateLoginUri) return null;
  const url = new URL(login.initiateLoginUri);
  url.searchParams.set('iss', env().baseUrl.origin);
  if (login.organizationId) url.searchParams.set('organization_id', login.organizationId);
  if (login.email) url.searchParams.set('login_hint', login.email);
  return url.href;
}
