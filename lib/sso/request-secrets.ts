import { linkMac, linkSecrets } from '../crypto';

/** What a login at an identity provider is bound by. */
export interface RequestSecrets {
  /** The id of the SAML request, which the answer must name: a letter or underscore first (XML Schema, xs:ID). */
  readonly samlRequestId: string;
  readonly nonce: string;
  /** RFC 7636 section 4.1: 43 characters. */
  readonly codeVerifier: string;
}

/** Derived from the request's id, so that none of them is stored. */
export function requestSecrets(requestId: string): RequestSecrets {
  const derive = (purpose: string) => linkMac(linkSecrets()[0], ['usher/sso-request/v1', purpose, requestId]);
  return { samlRequestId: `_${derive('saml')}`, nonce: derive('nonce'), codeVerifier: derive('verifier') };
}
