import type { Prisma } from '@/prisma/generated/client';
import { type ConnectionProvider, providerNames, typeNames } from './connection.schema';
import { type ConnectionAddresses, connectionAddresses } from './connection-address';
import {
  type ConnectionStatus,
  connectionStatus,
  missingSettings,
  type StatusParts,
} from './connection-status';
import { type OidcSettings, oidcSettingsSchema, type SamlSettings, samlSettingsSchema } from './settings';

export interface CertificateRecord {
  readonly certificateId: string;
  /** Base64 of the DER, without lines and headers. */
  readonly certificate: string;
  /** SHA-256 of the DER, in lower-case hex. */
  readonly fingerprint: string;
  readonly subject: string;
  readonly issuer: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly createdAt: Date;
}

export interface ConnectionDomain {
  readonly domainId: string;
  readonly domain: string;
  readonly verified: boolean;
}

/** A connection as people and programs see it: without secrets. */
export type ConnectionRecord = {
  readonly connectionId: string;
  readonly organizationId: string;
  readonly organizationName: string;
  readonly provider: ConnectionProvider;
  /** What people press at login; null: the provider's name. */
  readonly name: string | null;
  readonly keyId: string | null;
  readonly enabled: boolean;
  readonly status: ConnectionStatus;
  /** What a login still needs, in words. */
  readonly missing: readonly string[];
  readonly attributeMapping: Readonly<Record<string, string>>;
  readonly jitEnabled: boolean;
  readonly syncProfile: boolean;
  /** The ones whose people are led here; none: all of the organization, where it is the only connection. */
  readonly domains: readonly ConnectionDomain[];
  readonly addresses: ConnectionAddresses;
  readonly createdAt: Date;
  readonly updatedAt: Date;
} & (
  | {
      readonly type: 'SAML';
      readonly settings: SamlSettings;
      /** The identity provider's, the oldest first. */
      readonly certificates: readonly CertificateRecord[];
      /** Usher's own: base64 of the DER. */
      readonly ownCertificate: string | null;
    }
  | {
      readonly type: 'OIDC';
      readonly settings: OidcSettings;
      /** It is stored and never shown. */
      readonly hasSecret: boolean;
    }
);

export const connectionRecordSelect = {
  id: true,
  organizationId: true,
  organization: { select: { name: true } },
  type: true,
  provider: true,
  name: true,
  keyId: true,
  enabled: true,
  settings: true,
  attributeMapping: true,
  jitEnabled: true,
  syncProfile: true,
  secretSealed: true,
  certificate: true,
  createdAt: true,
  updatedAt: true,
  certificates: { orderBy: { id: 'asc' } },
  domains: { select: { id: true, domain: true, verifiedAt: true }, orderBy: { domain: 'asc' } },
} as const satisfies Prisma.ConnectionSelect;

type Row = Prisma.ConnectionGetPayload<{ select: typeof connectionRecordSelect }>;

export function toConnectionRecord(row: Row): ConnectionRecord {
  const shared = sharedFields(row);
  if (row.type === 'OIDC') {
    const own = {
      type: row.type,
      settings: oidcSettingsSchema.parse(row.settings),
      hasSecret: row.secretSealed !== null,
    };
    return { ...shared, ...own, ...progress(own) };
  }
  const own = { type: row.type, settings: samlSettingsSchema.parse(row.settings) };
  return {
    ...shared,
    ...own,
    ...progress({ ...own, certificateCount: row.certificates.length }),
    certificates: row.certificates.map(toCertificate),
    ownCertificate: row.certificate,
  };
}

function sharedFields(row: Row) {
  return {
    connectionId: row.id,
    organizationId: row.organizationId,
    organizationName: row.organization.name,
    provider: row.provider,
    name: row.name,
    keyId: row.keyId,
    enabled: row.enabled,
    attributeMapping: row.attributeMapping as Record<string, string>,
    jitEnabled: row.jitEnabled,
    syncProfile: row.syncProfile,
    domains: row.domains.map(({ id, domain, verifiedAt }) => ({
      domainId: id,
      domain,
      verified: verifiedAt !== null,
    })),
    addresses: connectionAddresses(row.id),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

function progress(parts: StatusParts): Pick<ConnectionRecord, 'status' | 'missing'> {
  return { status: connectionStatus(parts), missing: missingSettings(parts) };
}

function toCertificate({
  id,
  connectionId: _,
  ...certificate
}: Row['certificates'][number]): CertificateRecord {
  return { certificateId: id, ...certificate };
}

/** What the audit log and people call it. */
export function connectionLabel({
  name,
  provider,
  type,
}: Pick<ConnectionRecord, 'name' | 'provider' | 'type'>): string {
  return name ?? `${providerNames[provider]} (${typeNames[type]})`;
}
