import { Prisma } from '@/prisma/generated/client';
import type { Ctx } from '../authz/context';
import { type Database, prepared } from '../db';
import type { ConnectionProvider } from './connection.schema';
import { openClientSecret, openPrivateKey } from './connection-secrets';
import { connectionStatus } from './connection-status';
import { type OidcSettings, oidcSettingsSchema, type SamlSettings, samlSettingsSchema } from './settings';

/** Our names of attributes (email, groups ...) to the identity provider's; what is not there has its default name. */
export type AttributeMapping = Readonly<Record<string, string>>;

/** Who has `value` in our attribute (mostly "groups") gets the role. */
export interface MappedRole {
  readonly attribute: string;
  readonly value: string;
  readonly roleId: string;
}

interface LoginConnectionBase {
  readonly id: string;
  readonly organizationId: string;
  readonly organizationName: string;
  readonly provider: ConnectionProvider;
  readonly name: string | null;
  /** Whether people may log in by it: switched on, complete, and the organization has the feature. */
  readonly usable: boolean;
  /** Whether every setting that a login needs is there; a test needs no more. */
  readonly complete: boolean;
  readonly jitEnabled: boolean;
  readonly syncProfile: boolean;
  readonly attributeMapping: AttributeMapping;
  /** In their order. */
  readonly roleMappings: readonly MappedRole[];
}

/** A connection with all that a login by it needs; secrets are opened, so it never leaves the server. */
export type LoginConnection = LoginConnectionBase &
  (
    | {
        readonly type: 'SAML';
        readonly settings: SamlSettings;
        /** Base64 of the DER; any of them may have signed. */
        readonly certificates: readonly PinnedCertificate[];
        /** Our own key (PEM) and its certificate (base64 of the DER). */
        readonly privateKey: string | null;
        readonly ownCertificate: string | null;
      }
    | { readonly type: 'OIDC'; readonly settings: OidcSettings; readonly clientSecret: string | null }
  );

export interface PinnedCertificate {
  readonly certificate: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

type Row = Omit<LoginConnectionBase, 'usable' | 'complete'> & {
  readonly type: 'SAML' | 'OIDC';
  readonly enabled: boolean;
  readonly ssoEnabled: boolean;
  readonly settings: unknown;
  readonly secretSealed: Uint8Array | null;
  readonly keySealed: Uint8Array | null;
  readonly ownCertificate: string | null;
  readonly certificates: readonly Record<keyof PinnedCertificate, string>[];
};

/**
 * The connection with everything that a login or a test by it needs, in one statement; null when there is none. Whether
 * it may be used now it says itself. Public: the id is no secret, and nothing of this is shown to whoever logs in.
 */
export async function findLoginConnection(ctx: Ctx, connectionId: string): Promise<LoginConnection | null> {
  return readLoginConnection(ctx.db, Prisma.sql`${connectionId}`);
}

/** The same of the connection whose id `id` is, or selects. */
export async function readLoginConnection(db: Database, id: Prisma.Sql): Promise<LoginConnection | null> {
  const [row] = await db.$queryRaw<Row[]>`${prepared}
    select c.id, c.organization_id as "organizationId", o.name as "organizationName", c.type::text as type,
      c.provider::text as provider, c.name, c.enabled, o.sso_enabled as "ssoEnabled", c.settings,
      c.attribute_mapping as "attributeMapping", c.jit_enabled as "jitEnabled", c.sync_profile as "syncProfile",
      c.secret_sealed as "secretSealed", c.key_sealed as "keySealed", c.certificate as "ownCertificate",
      (select coalesce(jsonb_agg(jsonb_build_object('certificate', k.certificate, 'notBefore', k.not_before,
          'notAfter', k.not_after) order by k.id), '[]')
        from connection_certificates k where k.connection_id = c.id) as certificates,
      (select coalesce(jsonb_agg(jsonb_build_object('attribute', m.attribute, 'value', m.value,
          'roleId', m.role_id) order by m.position), '[]')
        from role_mappings m where m.connection_id = c.id) as "roleMappings"
    from connections c join organizations o on o.id = c.organization_id
    where c.id = (${id})`;
  return row ? toLoginConnection(row) : null;
}

function toLoginConnection(row: Row): LoginConnection {
  const { enabled, ssoEnabled, settings, secretSealed, keySealed, ownCertificate, certificates, ...shared } =
    row;
  const open = enabled && ssoEnabled;
  if (row.type === 'OIDC') {
    const parts = { type: row.type, settings: oidcSettingsSchema.parse(settings) };
    const complete = connectionStatus({ ...parts, hasSecret: secretSealed !== null }) === 'COMPLETED';
    const clientSecret = secretSealed && openClientSecret(secretSealed);
    return { ...shared, ...parts, complete, usable: open && complete, clientSecret };
  }
  const parts = { type: row.type, settings: samlSettingsSchema.parse(settings) };
  const complete = connectionStatus({ ...parts, certificateCount: certificates.length }) === 'COMPLETED';
  const privateKey = keySealed && openPrivateKey(keySealed);
  const pinned = certificates.map(toPinned);
  return {
    ...shared,
    ...parts,
    complete,
    usable: open && complete,
    certificates: pinned,
    privateKey,
    ownCertificate,
  };
}

function toPinned({ certificate, notBefore, notAfter }: Row['certificates'][number]): PinnedCertificate {
  return { certificate, notBefore: new Date(notBefore), notAfter: new Date(notAfter) };
}
