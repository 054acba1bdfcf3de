import type { Prisma } from '@/prisma/generated/client';

/** A name and a value that stand in the tokens of a client. */
export interface CustomClaim {
  readonly key: string;
  readonly value: string;
}

export interface SecretRecord {
  readonly id: string;
  /** Its last characters; the rest is known to nobody here. */
  readonly suffix: string;
  /** Set by the environment (USHER_CLIENT_SECRET), and replaced by it. */
  readonly configured: boolean;
  /** The person or program that made it. */
  readonly createdById: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** To the minute; null: never. */
  readonly lastUsedAt: Date | null;
  readonly disabledAt: Date | null;
}

/** An application, or a client of an organization, as staff and programs know it. */
export interface ClientRecord {
  readonly clientId: string;
  readonly kind: 'CREDENTIAL' | 'WEB_APP' | 'PUBLIC_APP' | 'ORGANIZATION';
  readonly isNative: boolean;
  readonly organizationId: string | null;
  readonly name: string;
  readonly description: string;
  readonly apiAccess: boolean;
  readonly isDefault: boolean;
  readonly redirectUris: readonly string[];
  readonly postLogoutRedirectUris: readonly string[];
  readonly backChannelLogoutUris: readonly string[];
  readonly initiateLoginUri: string | null;
  readonly pkceRequired: boolean;
  readonly scopes: readonly string[];
  readonly audience: readonly string[];
  readonly customClaims: readonly CustomClaim[];
  readonly accessTokenSeconds: number | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** The oldest first, disabled ones too. */
  readonly secrets: readonly SecretRecord[];
}

export const clientRecordSelect = {
  id: true,
  kind: true,
  isNative: true,
  organizationId: true,
  name: true,
  description: true,
  apiAccess: true,
  isDefault: true,
  redirectUris: true,
  postLogoutRedirectUris: true,
  backChannelLogoutUris: true,
  initiateLoginUri: true,
  pkceRequired: true,
  scopes: true,
  audience: true,
  customClaims: true,
  accessTokenSeconds: true,
  createdAt: true,
  updatedAt: true,
  secrets: {
    select: {
      id: true,
      suffix: true,
      configured: true,
      createdById: true,
      createdAt: true,
      updatedAt: true,
      lastUsedAt: true,
      disabledAt: true,
    },
    orderBy: { id: 'asc' },
  },
} as const satisfies Prisma.ClientSelect;

type Row = Prisma.ClientGetPayload<{ select: typeof clientRecordSelect }>;

export function toClientRecord({ id, customClaims, ...row }: Row): ClientRecord {
  return { clientId: id, ...row, customClaims: customClaims as unknown as CustomClaim[] };
}

/** Which clients are an organization's, or, for null, which of the workspace's are applications. */
export function ownedBy(organizationId: string | null) {
  const kind = organizationId === null ? { in: ['WEB_APP', 'PUBLIC_APP'] } : 'ORGANIZATION';
  return { organizationId, kind } as Prisma.ClientWhereInput;
}
