import type { OidcSettings, SamlSettings } from './settings';

/** DRAFT: nothing is set yet. COMPLETED: everything that a login needs is. */
export type ConnectionStatus = 'DRAFT' | 'IN_PROGRESS' | 'COMPLETED';

/** What the status depends on. */
export type StatusParts =
  | { readonly type: 'SAML'; readonly settings: SamlSettings; readonly certificateCount: number }
  | { readonly type: 'OIDC'; readonly settings: OidcSettings; readonly hasSecret: boolean };

/** How far the settings have come; derived from them, never stored. */
export function connectionStatus(parts: StatusParts): ConnectionStatus {
  const missing = missingSettings(parts).length;
  if (missing === 0) return 'COMPLETED';
  return missing === stepsOf(parts).length ? 'DRAFT' : 'IN_PROGRESS';
}

/** What a login still needs, in words; nothing: the connection is complete. */
export function missingSettings(parts: StatusParts): string[] {
  return stepsOf(parts).flatMap(([name, isThere]) => (isThere ? [] : [name]));
}

type Step = readonly [name: string, isThere: boolean];

function stepsOf(parts: StatusParts): Step[] {
  return parts.type === 'SAML' ? samlSteps(parts) : oidcSteps(parts);
}

function samlSteps({ settings, certificateCount }: Extract<StatusParts, { type: 'SAML' }>): Step[] {
  return [
    ['the entity id of the identity provider', settings.idpEntityId !== null],
    ['its sign-in address', settings.idpSsoUrl !== null],
    ['a certificate', certificateCount > 0],
  ];
}

/** With discovery the addresses are looked up at the issuer when somebody logs in. */
function oidcSteps({ settings, hasSecret }: Extract<StatusParts, { type: 'OIDC' }>): Step[] {
  const addresses = [settings.authorizationEndpoint, settings.tokenEndpoint, settings.jwksUri];
  const known: Step = ['the addresses of the provider', addresses.every((address) => address !== null)];
  return [
    ['the issuer', settings.issuer !== null],
    ['the client id', settings.clientId !== null],
    ['the client secret', hasSecret],
    ...(settings.configuration === 'MANUAL' ? [known] : []),
  ];
}
