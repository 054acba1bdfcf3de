import type { AuditChanges } from '@/lib/audit/audit-event';
import { formatDuration } from '../organizations/duration-text';

/** One thing that an event changed, in words. Without `before` it is simply so now; without `after` it was so. */
export interface ActivityChange {
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

interface Field {
  readonly label: string;
  readonly format?: (value: unknown) => string;
}

/** What is said of a change, by field; other fields stand in the sentence, or are for programs only. */
const fields: Readonly<Record<string, Field>> = {
  name: { label: 'Name' },
  email: { label: 'Address' },
  displayName: { label: 'Name' },
  applicationName: { label: 'Product name' },
  description: { label: 'Description' },
  externalId: { label: 'External id' },
  roles: { label: 'Roles', format: formatList },
  roleSource: { label: 'Said by', format: (value) => roleSources[String(value)] ?? String(value) },
  because: { label: 'Why', format: formatList },
  role: { label: 'Role', format: (value) => staffRoles[String(value)] ?? String(value) },
  permissions: { label: 'Permissions', format: formatList },
  extendsId: {
    label: 'Inherits from',
    format: (value) => (value === null ? 'no other role' : 'another role'),
  },
  defaultMemberRole: { label: 'Role of new users', format: asEverywhere },
  defaultCreatorRole: { label: 'Role of creators', format: asEverywhere },
  seatsCap: { label: 'Seats', format: formatLimit },
  seatsDefault: { label: 'Seats of new organizations', format: formatLimit },
  invitationTtlSeconds: { label: 'Invitations open for', format: formatTtl },
  sessionAbsoluteMinutes: { label: 'Signed in for at most', format: formatMinutes },
  sessionIdleMinutes: { label: 'Signed in without use', format: formatMinutes },
  ssoEnabled: { label: 'Single sign-on', format: onOrOff },
  ssoRequired: { label: 'Members must use SSO', format: onOrOff },
  directoryEnabled: { label: 'Directory', format: onOrOff },
  slug: { label: 'Slug' },
  logoUrl: { label: 'Logo' },
  metadata: { label: 'Metadata', format: formatPairs },
  whoMayInvite: {
    label: 'Who may invite',
    format: (value) => (value === 'STAFF' ? 'staff only' : 'admins and staff'),
  },
  supportAddress: { label: 'Support address' },
  mailFromName: { label: 'Name of the sender' },
  mailFromAddress: { label: 'Address of the sender' },
  redirectUris: { label: 'Redirect addresses', format: formatList },
  initiateLoginUri: { label: 'Initiate-login address' },
  postLogoutRedirectUris: { label: 'Addresses after logging out', format: formatList },
  backChannelLogoutUris: { label: 'Back-channel logout addresses', format: formatList },
  accessTokenSeconds: { label: 'Seconds of its tokens' },
  pkceRequired: { label: 'PKCE required', format: onOrOff },
  apiAccess: { label: 'May call the API', format: onOrOff },
  default: { label: 'Default application' },
  scopes: { label: 'Scopes', format: formatList },
  audience: { label: 'Audience', format: formatList },
  secret: { label: 'Secret' },
  logo: { label: 'Logo', format: (value) => (value === null ? 'none' : 'set') },
  blockPublicDomains: { label: 'Block public domains', format: onOrOff },
  blockDisposableDomains: { label: 'Block disposable domains', format: onOrOff },
  givenName: { label: 'First name' },
  familyName: { label: 'Last name' },
  preferredUsername: { label: 'User name' },
  phoneNumber: { label: 'Phone' },
  locale: { label: 'Locale' },
  gender: { label: 'Gender' },
  picture: { label: 'Picture' },
  groups: { label: 'Groups', format: formatList },
  customAttributes: { label: 'Attributes', format: formatPairs },
  profileMetadata: { label: 'Profile metadata', format: formatPairs },
  type: {
    label: 'Purpose',
    format: (value) => (value === 'ALLOWED_EMAIL_DOMAIN' ? 'joining with one press' : 'single sign-on'),
  },
  verified: { label: 'Verified', format: (value) => (value === true ? 'yes' : 'no') },
  connection: { label: 'Connection', format: (value) => String(value ?? 'the only one') },
  owner: { label: 'Owner' },
  idpEntityId: { label: 'Entity id of the identity provider' },
  idpSsoUrl: { label: 'Sign-in address' },
  idpMetadataUrl: { label: 'Metadata address' },
  certificatesAdded: { label: 'Certificates added', format: formatList },
  certificatesRemoved: { label: 'Certificates removed', format: formatList },
  signing: { label: 'What must be signed', format: formatConstant },
  encryptionRequired: { label: 'Encryption required', format: onOrOff },
  signRequests: { label: 'Requests are signed', format: onOrOff },
  forceAuthn: { label: 'Asks for credentials each time', format: onOrOff },
  allowIdpInitiated: { label: 'Logins may begin at the identity provider', format: onOrOff },
  subjectAttribute: { label: 'Attribute that names people' },
  issuer: { label: 'Issuer' },
  clientId: { label: 'Client id' },
  clientSecret: { label: 'Client secret' },
  attributeMapping: { label: 'Attributes', format: formatPairs },
  roleMappings: { label: 'Roles of groups and attributes', format: formatList },
  domains: { label: 'Domains', format: formatList },
  jitEnabled: { label: 'Accounts are made at the first login', format: onOrOff },
  syncProfile: { label: 'Profiles follow the identity provider', format: onOrOff },
  identitiesForgotten: { label: 'Links to people forgotten', format: formatCount },
  membershipsEnded: { label: 'Memberships ended', format: formatCount },
  membersRemoved: { label: 'Users removed', format: formatCount },
  invitationsRevoked: { label: 'Invitations revoked', format: formatCount },
  linksRevoked: { label: 'Links revoked', format: formatCount },
  sessionsEnded: { label: 'Sessions ended', format: formatCount },
  apiTokensEnded: { label: 'API tokens ended', format: formatCount },
  usersDeleted: { label: 'People deleted', format: formatCount },
  ended: { label: 'Sessions ended', format: formatCount },
  userDeleted: { label: 'Deleted', format: () => 'they belong nowhere any more' },
};

/** Said by the sentence already, unless they changed. */
const saidBySentence: readonly string[] = ['name', 'displayName', 'applicationName', 'roles'];

const roleSources: Readonly<Record<string, string>> = {
  SSO: 'single sign-on',
  DIRECTORY: 'the directory',
  DEFAULT: 'groups, from now on',
};

const staffRoles: Readonly<Record<string, string>> = { OWNER: 'Owner', ADMIN: 'Admin', SUPPORT: 'Support' };

/** What an event changed, one line a field; what it set to nothing, or only counted as none, is left out. */
export function activityChanges({ before = {}, after = {} }: AuditChanges): ActivityChange[] {
  const names = Object.keys(fields).filter((name) => name in before || name in after);
  return names.flatMap((name) => {
    const isChange = name in before && name in after;
    if (!isChange && (saidBySentence.includes(name) || isNothing(before[name] ?? after[name]))) return [];
    return [changeOf(name, before, after)];
  });
}

function changeOf(
  name: string,
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): ActivityChange {
  const { label, format = formatText } = fields[name] ?? { label: name };
  const [had, has] = [before[name], after[name]];
  if (name === 'permissions' && Array.isArray(had) && Array.isArray(has)) {
    return { label, before: null, after: formatDifference(had, has) };
  }
  return {
    label,
    before: name in before ? format(before[name]) : null,
    after: name in after ? format(after[name]) : null,
  };
}

/** Of a long list only what came and what went. */
function formatDifference(before: readonly unknown[], after: readonly unknown[]): string {
  const came = after.filter((item) => !before.includes(item)).map((item) => `+ ${item}`);
  const went = before.filter((item) => !after.includes(item)).map((item) => `− ${item}`);
  return [...came, ...went].join(', ');
}

function isNothing(value: unknown): boolean {
  return !value || (Array.isArray(value) && value.length === 0);
}

function formatText(value: unknown): string {
  return value === null || value === '' ? 'none' : String(value);
}

function formatList(value: unknown): string {
  if (!Array.isArray(value)) return formatText(value);
  return value.length > 0 ? value.join(', ') : 'none';
}

/** RESPONSE_OR_ASSERTION: response or assertion. */
function formatConstant(value: unknown): string {
  return formatText(value).toLowerCase().replaceAll('_', ' ');
}

function formatLimit(value: unknown): string {
  return value === null ? 'no limit' : formatCount(value);
}

function formatCount(value: unknown): string {
  return typeof value === 'number' ? value.toLocaleString('en') : formatText(value);
}

function formatTtl(value: unknown): string {
  return typeof value === 'number' ? formatDuration(value) : 'as the workspace';
}

function formatMinutes(value: unknown): string {
  return typeof value === 'number' ? formatDuration(value * 60) : 'as everywhere';
}

function formatPairs(value: unknown): string {
  const pairs = Object.entries(value ?? {}).map(([name, text]) => `${name}: ${text}`);
  return pairs.length > 0 ? pairs.join(', ') : 'none';
}

function asEverywhere(value: unknown): string {
  return value === null ? 'as everywhere' : String(value);
}

function onOrOff(value: unknown): string {
  return value ? 'on' : 'off';
}
