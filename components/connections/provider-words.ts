import type { ConnectionProvider, ConnectionType } from '@/lib/connections/connection.schema';

/** What the values that are exchanged are called in the console of an identity provider that speaks SAML. */
export interface SamlWords {
  readonly entityId: string;
  readonly acsUrl: string;
  readonly idpEntityId: string;
  readonly idpSsoUrl: string;
  readonly certificate: string;
}

/** The same for OpenID Connect. */
export interface OidcWords {
  readonly redirectUri: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** An example of an issuer. */
  readonly issuerExample: string;
}

export interface ProviderWords {
  /** Which of the two to take unless something speaks against it. */
  readonly usual: ConnectionType;
  readonly saml: SamlWords;
  readonly oidc: OidcWords;
}

const saml: SamlWords = {
  entityId: 'Entity ID (audience)',
  acsUrl: 'ACS URL (reply address)',
  idpEntityId: 'Entity ID of the identity provider',
  idpSsoUrl: 'Sign-in address (SSO URL)',
  certificate: 'Signing certificate',
};

const oidc: OidcWords = {
  redirectUri: 'Redirect URI',
  issuer: 'Issuer',
  clientId: 'Client ID',
  clientSecret: 'Client secret',
  issuerExample: 'https://login.example.com',
};

/** By identity provider: its own names of what is copied from here to there and back. */
export const providerWords: Record<ConnectionProvider, ProviderWords> = {
  OKTA: {
    usual: 'SAML',
    saml: {
      entityId: 'Audience URI (SP Entity ID)',
      acsUrl: 'Single sign-on URL',
      idpEntityId: 'Issuer',
      idpSsoUrl: 'Sign on URL',
      certificate: 'Signing Certificate',
    },
    oidc: { ...oidc, redirectUri: 'Sign-in redirect URI', issuerExample: 'https://acme.okta.com' },
  },
  MICROSOFT_AD: {
    usual: 'SAML',
    saml: {
      entityId: 'Identifier (Entity ID)',
      acsUrl: 'Reply URL (Assertion Consumer Service URL)',
      idpEntityId: 'Microsoft Entra Identifier',
      idpSsoUrl: 'Login URL',
      certificate: 'Certificate (Base64)',
    },
    oidc: {
      ...oidc,
      clientId: 'Application (client) ID',
      clientSecret: 'Value of the client secret',
      issuerExample: 'https://login.microsoftonline.com/<tenant id>/v2.0',
    },
  },
  GOOGLE: {
    usual: 'SAML',
    saml: {
      ...saml,
      entityId: 'Entity ID',
      acsUrl: 'ACS URL',
      idpEntityId: 'Entity ID',
      idpSsoUrl: 'SSO URL',
      certificate: 'Certificate',
    },
    oidc: { ...oidc, redirectUri: 'Authorized redirect URI', issuerExample: 'https://accounts.google.com' },
  },
  ONELOGIN: {
    usual: 'SAML',
    saml: {
      entityId: 'Audience (EntityID)',
      acsUrl: 'ACS (Consumer) URL',
      idpEntityId: 'Issuer URL',
      idpSsoUrl: 'SAML 2.0 Endpoint (HTTP)',
      certificate: 'X.509 Certificate',
    },
    oidc: { ...oidc, issuer: 'Issuer URL', issuerExample: 'https://acme.onelogin.com/oidc/2' },
  },
  PING_IDENTITY: {
    usual: 'SAML',
    saml: {
      entityId: 'Entity ID',
      acsUrl: 'ACS URLs',
      idpEntityId: 'Issuer ID',
      idpSsoUrl: 'Single Signon Service',
      certificate: 'Signing certificate',
    },
    oidc: {
      ...oidc,
      redirectUri: 'Redirect URIs',
      issuer: 'Issuer ID',
      issuerExample: 'https://auth.pingone.eu/<environment id>/as',
    },
  },
  JUMPCLOUD: {
    usual: 'SAML',
    saml: {
      entityId: 'SP Entity ID',
      acsUrl: 'ACS URLs',
      idpEntityId: 'IdP Entity ID',
      idpSsoUrl: 'IDP URL',
      certificate: 'IDP Certificate',
    },
    oidc: { ...oidc, redirectUri: 'Redirect URIs', issuerExample: 'https://oauth.id.jumpcloud.com/' },
  },
  AUTH0: {
    usual: 'OIDC',
    saml: {
      ...saml,
      entityId: 'Audience',
      acsUrl: 'Application Callback URL',
      idpEntityId: 'Issuer',
      idpSsoUrl: 'Identity Provider Login URL',
    },
    oidc: { ...oidc, redirectUri: 'Allowed Callback URLs', issuerExample: 'https://acme.eu.auth0.com/' },
  },
  ADFS: {
    usual: 'SAML',
    saml: {
      entityId: 'Relying party trust identifier',
      acsUrl: 'Relying party SAML 2.0 SSO service URL',
      idpEntityId: 'Federation Service identifier',
      idpSsoUrl: 'SAML 2.0 endpoint (/adfs/ls/)',
      certificate: 'Token-signing certificate',
    },
    oidc: { ...oidc, clientId: 'Client Identifier', issuerExample: 'https://adfs.example.com/adfs' },
  },
  CUSTOM: { usual: 'SAML', saml, oidc },
};
