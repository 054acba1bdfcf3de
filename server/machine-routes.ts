import { handleOpenApi } from './api/openapi';
import { handleReference, handleReferenceStyle } from './api/reference-page';
import { handleRest } from './api/rest';
import { handleRpc } from './api/rpc';
import { implementations } from './api/services';
import { fontPath, handleFont } from './http/font';
import type { NativeHandler } from './http/handle-request';
import { onlyMethods } from './http/only-methods';
import { handleAuthorize, handleDiscovery } from './oidc/authorize';
import { handleIntrospect } from './oidc/introspect';
import { handleKeys } from './oidc/keys';
import { handleLogout } from './oidc/logout';
import { handleRevoke } from './oidc/revoke';
import { handleToken } from './oidc/token';
import { handleUserinfo } from './oidc/userinfo';
import { handleScim } from './scim/scim-routes';
import { handleSso } from './sso/sso-routes';

/** What is read, and nothing comes of it. */
const readable = ['GET', 'HEAD'];
/** What a browser is sent to, by a link or by a form. */
const visited = ['GET', 'POST'];
/** Forms of programs; those of browsers ask first (CORS). */
const posted = ['POST'];
const postedFromPages = ['POST', 'OPTIONS'];

/** What programs call, by path: answered without Next. A path that ends with a slash stands for all below it. */
export const machineRoutes: Readonly<Record<string, NativeHandler>> = {
  '/oauth/authorize': onlyMethods(visited, handleAuthorize),
  '/oauth/authorize/': onlyMethods(visited, handleAuthorize),
  '/oauth/token': onlyMethods(postedFromPages, handleToken),
  '/oauth/userinfo': onlyMethods(['GET', 'HEAD', 'POST', 'OPTIONS'], handleUserinfo),
  '/oauth/introspect': onlyMethods(posted, handleIntrospect),
  '/oauth/revoke': onlyMethods(posted, handleRevoke),
  '/oidc/logout': onlyMethods(visited, handleLogout),
  '/.well-known/openid-configuration': onlyMethods([...readable, 'OPTIONS'], handleDiscovery),
  '/sso/v1/': handleSso,
  [fontPath]: onlyMethods(readable, handleFont),
  '/keys': onlyMethods(readable, handleKeys),
  '/api/openapi.json': onlyMethods(readable, handleOpenApi),
  '/docs/api': onlyMethods(readable, handleReference),
  '/docs/api/reference.css': onlyMethods(readable, handleReferenceStyle),
  '/api/v1/directories/': handleScim,
  '/api/v1/': handleRest,
  ...Object.fromEntries(implementations.map(({ service }) => [`/${service.typeName}/`, handleRpc])),
};
