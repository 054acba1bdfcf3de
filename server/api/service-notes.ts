export interface ServiceNote {
  readonly title: string;
  readonly text: string;
}

/** What each service is for, by its name without "Service". A service without words fails a test. */
export const serviceNotes: Readonly<Record<string, ServiceNote>> = {
  Organization: {
    title: 'Organizations',
    text: 'Your customers: their names, what they may use, how many people they may have and how long these stay signed in.',
  },
  User: {
    title: 'Users and memberships',
    text: 'People, and their memberships of organizations. Adding somebody invites them by mail unless you say otherwise.',
  },
  Roles: {
    title: 'Roles and permissions',
    text: 'Roles of the workspace and roles that one organization has for itself, and the permissions that they give.',
  },
  Session: {
    title: 'Sessions',
    text: 'Logins of people in their browsers. One that has ended stays known for 30 days.',
  },
  Connection: {
    title: 'Connections',
    text: 'How the people of an organization log in by its own identity provider, by SAML or OpenID Connect.',
  },
  Directory: {
    title: 'Directories',
    text: 'Where customers send their people and groups by SCIM 2.0, the secrets that open it, and what it knows.',
  },
  Domain: {
    title: 'Domains',
    text: 'The mail domains of organizations: for whose addresses their single sign-on speaks, and whose people may join with one press.',
  },
  Passwordless: {
    title: 'Passwordless verification',
    text: 'For applications that verify an address themselves, by a code or a link. No user and no session comes of it.',
  },
  Client: {
    title: 'Applications and clients',
    text: 'Applications that people log in to, and programs of organizations that get tokens for your own API.',
  },
  ApiToken: {
    title: 'API tokens',
    text: 'Opaque tokens of organizations and their people, which your own API takes and has validated here.',
  },
  Events: {
    title: 'Events',
    text: 'What your webhook endpoints are told, for the last 30 days.',
  },
  AuditLogs: {
    title: 'Authentication log',
    text: 'Who signed in, how, and for which application.',
  },
};
