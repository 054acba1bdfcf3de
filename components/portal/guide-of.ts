import type { ConnectionProvider, ConnectionType } from '@/lib/connections/connection.schema';
import type { Guide } from './guide';
import { customOidcGuide, customSamlGuide } from './guides/custom';
import { entraOidcGuide, entraSamlGuide } from './guides/entra';
import { googleSamlGuide } from './guides/google';
import { jumpCloudSamlGuide } from './guides/jumpcloud';
import { oktaOidcGuide, oktaSamlGuide } from './guides/okta';
import { oneLoginSamlGuide } from './guides/onelogin';
import { pingSamlGuide } from './guides/ping';

const samlGuides: Readonly<Partial<Record<ConnectionProvider, Guide>>> = {
  OKTA: oktaSamlGuide,
  MICROSOFT_AD: entraSamlGuide,
  GOOGLE: googleSamlGuide,
  ONELOGIN: oneLoginSamlGuide,
  PING_IDENTITY: pingSamlGuide,
  JUMPCLOUD: jumpCloudSamlGuide,
};

const oidcGuides: Readonly<Partial<Record<ConnectionProvider, Guide>>> = {
  OKTA: oktaOidcGuide,
  MICROSOFT_AD: entraOidcGuide,
};

/** The steps for an identity provider; for one without steps of its own, what holds for every one of its type. */
export function guideOf(provider: ConnectionProvider, type: ConnectionType): Guide {
  if (type === 'SAML') return samlGuides[provider] ?? customSamlGuide;
  return oidcGuides[provider] ?? customOidcGuide;
}
