import { SAML } from '@node-saml/node-saml';
import type { SamlSettings } from '@/lib/connections/settings';
import type { SamlConnection } from './saml-connection';

/** How the browser brings a request to the identity provider. */
export type LoginRequest =
  | { readonly binding: 'HTTP_REDIRECT'; readonly url: string }
  /** The fields of a form that the browser posts. */
  | {
      readonly binding: 'HTTP_POST';
      readonly action: string;
      readonly fields: Readonly<Record<string, string>>;
    };

export interface LoginRequestInput {
  readonly connection: SamlConnection;
  /** The request's ID, which the response must name: a name of XML (it may not begin with a digit). */
  readonly requestId: string;
  /** Of base64url: node-saml signs what has a blank or a bracket in another spelling than it sends it in. */
  readonly relayState: string;
  /** Ours. */
  readonly entityId: string;
  readonly acsUrl: string;
  /** Whether the identity provider is to ask the person anew, beside what the connection says. */
  readonly forceAuthn: boolean;
}

const nameIdFormats: Readonly<Record<SamlSettings['nameIdFormat'], string | null>> = {
  UNSPECIFIED: null,
  EMAIL: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  PERSISTENT: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  TRANSIENT: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
};

/**
 * An AuthnRequest (Core section 3.4) in the connection's binding, signed with RSA-SHA256 where it signs requests and has
 * its key. It carries the time of the system, which node-saml takes itself. Throws for a connection that does not know
 * where to ask.
 */
export async function makeLoginRequest(input: LoginRequestInput): Promise<LoginRequest> {
  const { settings } = input.connection;
  const action = settings.idpSsoUrl;
  if (action === null) throw new Error('A connection without its SSO address was asked for a login.');
  const saml = requester(input, action);
  if (settings.idpSsoBinding === 'HTTP_REDIRECT')
    return {
      binding: 'HTTP_REDIRECT',
      url: await saml.getAuthorizeUrlAsync(input.relayState, undefined, {}),
    };
  const message = await saml.getAuthorizeMessageAsync(input.relayState);
  const fields = Object.entries(message).map(([name, value]) => [name, String(value)] as const);
  return { binding: 'HTTP_POST', action, fields: Object.fromEntries(fields) };
}

function requester(
  { connection, requestId, entityId, acsUrl, forceAuthn }: LoginRequestInput,
  entryPoint: string,
): SAML {
  const { settings, privateKey, certificates } = connection;
  return new SAML({
    issuer: entityId,
    callbackUrl: acsUrl,
    entryPoint,
    idpCert: certificates.map(({ certificate }) => certificate),
    generateUniqueId: () => requestId,
    forceAuthn: settings.forceAuthn || forceAuthn,
    identifierFormat: nameIdFormats[settings.nameIdFormat],
    // How somebody proves themselves is for the identity provider to decide.
    disableRequestedAuthnContext: true,
    // Only the redirect binding compresses (Bindings section 3.5.4).
    skipRequestCompression: settings.idpSsoBinding === 'HTTP_POST',
    signatureAlgorithm: 'sha256',
    digestAlgorithm: 'sha256',
    ...(settings.signRequests && privateKey !== null && { privateKey }),
  });
}
