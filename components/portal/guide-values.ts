import type { ConnectionAddresses } from '@/lib/connections/connection-address';
import type { GuideField, OwnValue } from './guide';

/** What is copied into a field of the identity provider's console. */
export function textOf(
  { value }: GuideField,
  given: { readonly addresses: ConnectionAddresses; readonly applicationName: string },
): string {
  return typeof value === 'string' ? ownValues[value](given) : value.text;
}

type Given = Parameters<typeof textOf>[1];

const ownValues: Record<OwnValue, (given: Given) => string> = {
  acsUrl: ({ addresses }) => addresses.acsUrl,
  acsPattern: ({ addresses }) => `^${addresses.acsUrl.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}$`,
  entityId: ({ addresses }) => addresses.entityId,
  metadataUrl: ({ addresses }) => addresses.metadataUrl,
  redirectUri: ({ addresses }) => addresses.redirectUri,
  applicationName: ({ applicationName }) => applicationName,
};
