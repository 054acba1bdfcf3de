import { handleOpenApi } from './api/openapi';
import { handleRest } from './api/rest';
import { handleRpc } from './api/rpc';
import { implementations } from './api/services';
import type { NativeHandler } from './http/handle-request';
import { handleKeys } from './oidc/keys';
import { handleToken } from './oidc/token';

/** What programs call, by path: answered without Next. A path that ends with a slash stands for all below it. */
export const machineRoutes: Readonly<Record<string, NativeHandler>> = {
  '/oauth/token': handleToken,
  '/keys': handleKeys,
  '/api/openapi.json': handleOpenApi,
  '/api/v1/': handleRest,
  ...Object.fromEntries(implementations.map(({ service }) => [`/${service.typeName}/`, handleRpc])),
};
