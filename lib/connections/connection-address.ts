import { env } from '../env';

/** Where a connection is spoken to: what its identity provider is told. */
export interface ConnectionAddresses {
  /** SAML: Usher's entity id, and its assertion consumer service, to which answers are posted. */
  readonly entityId: string;
  readonly acsUrl: string;
  /** SAML: Usher's metadata for this connection. */
  readonly metadataUrl: string;
  /** OpenID Connect. */
  readonly redirectUri: string;
  /** Where whoever sets it up tries it out, whatever its type. */
  readonly testUrl: string;
}

/** They hold the connection's id alone, so they stay as they are while it is set up. */
export function connectionAddresses(connectionId: string): ConnectionAddresses {
  const at = (path: string) => new URL(`/sso/v1/${path}`, env().baseUrl).href;
  return {
    entityId: at(`saml/${connectionId}`),
    acsUrl: at(`saml/${connectionId}/callback`),
    metadataUrl: at(`saml/${connectionId}/metadata`),
    redirectUri: at(`oidc/${connectionId}/callback`),
    testUrl: at(`oidc/${connectionId}/test`),
  };
}
