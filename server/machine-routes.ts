import { handleOpenApi } from './api/openapi';
import { handleReference, handleReferenceStyle } from './api/reference-page';
import { handleRest } from './api/rest';
import { handleRpc } from './api/rpc';
import { implementations } from './api/services';
import type { NativeHandler } from './http/handle-request';
import { handleAuthorize, handleDiscovery } from './oidc/authorize';
import { handleIntrospect } from './oidc/introspect';
import { handleKeys } from './oidc/keys';
import { handleLogout } from './oidc/logout';
import { handleRevoke } from './oidc/revoke';
import { handleToken } from './oidc/token';
import { handleUserinfo } from './oidc/userinfo';

/** What programs call, by path: answered without Next. A path that ends with a slash stands for all below it. */
export const machineRoutes: Readonly<Record<string, NativeHandler>> = {
  '/oauth/authorize': handleAuthorize,
  '/oauth/authorize/': handleAuthorize,
  '/oauth/token': handleToken,
  '/oauth/userinfo': handleUserinfo,
  '/oauth/introspect': handleIntrospect,
  '/oauth/revoke': handleRevoke,
  '/oidc/logout': handleLogout,
  '/.well-known/openid-configuration': handleDiscovery,
  '/keys': handleKeys,
  '/api/openapi.json': handleOpenApi,
  '/docs/api': handleReference,
  '/docs/api/reference.css': handleReferenceStyle,
  '/api/v1/': handleRest,
  ...Object.fromEntries(implementations.map(({ service }) => [`/${service.typeName}/`, handleRpc])),
};
