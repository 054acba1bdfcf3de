import type { ConnectionAddresses } from '@/lib/connections/connection-address';
import type { OwnValue } from './guide';

/** What is copied into the fields of an identity provider's console. */
export function connectionValues(
  addresses: ConnectionAddresses,
  applicationName: string,
): Readonly<Record<OwnValue, string>> {
  const { acsUrl, entityId, metadataUrl, redirectUri } = addresses;
  const acsPattern = `^${acsUrl.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}$`;
  return { acsUrl, acsPattern, entityId, metadataUrl, redirectUri, applicationName };
}
