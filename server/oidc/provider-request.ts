import { AsyncLocalStorage } from 'node:async_hooks';
import type { OidcClient } from '@/lib/applications/find-oidc-client';
import type { Ctx } from '@/lib/authz/context';
import type { FoundGrantToken } from '@/lib/oidc-store/find-grant-token';
import type { Login, LoginRequest } from '@/lib/oidc-store/find-login';
import type { NewGrant } from '@/lib/oidc-store/save-grant';

/** What is known of the request that the provider is answering; its storage is asked without one. */
export interface ProviderRequest {
  readonly ctx: Ctx;
  /** The client that the token endpoint has authenticated. */
  client?: OidcClient;
  /** Who asks for which organization, of `loginRequest`. */
  login?: Login;
  loginRequest?: LoginRequest;
  /** What the code that is being made stands for. */
  grant?: NewGrant;
  /** The code or refresh token that is being exchanged; a code is taken before the provider is asked. */
  token?: FoundGrantToken | null;
}

const requests = new AsyncLocalStorage<ProviderRequest>();

/** Runs what the provider does for one request. */
export function withProviderRequest<Result>(request: ProviderRequest, run: () => Result): Result {
  return requests.run(request, run);
}

/** The request that the provider is answering. */
export function providerRequest(): ProviderRequest {
  const request = requests.getStore();
  if (!request) throw new Error('The provider was asked outside of a request.');
  return request;
}
