import { z } from 'zod';

export const connectionTypes = ['SAML', 'OIDC'] as const;
export type ConnectionType = (typeof connectionTypes)[number];

export const connectionProviders = [
  'OKTA',
  'GOOGLE',
  'MICROSOFT_AD',
  'AUTH0',
  'ONELOGIN',
  'PING_IDENTITY',
  'JUMPCLOUD',
  'ADFS',
  'CUSTOM',
] as const;
export type ConnectionProvider = (typeof connectionProviders)[number];

export const connectionIdSchema = z.string().regex(/^conn_[0-9]{17,19}$/, 'There is no such connection.');
