import type { ApplyMetadataInput } from '@/lib/connections/connection.schema';
import type { IdpMetadata } from './idp-metadata';

/** What metadata says, by the names of a connection's settings. */
export function samlFieldsOf(metadata: IdpMetadata): ApplyMetadataInput['metadata'] {
  return {
    idpEntityId: metadata.entityId,
    idpSsoUrl: metadata.ssoUrl,
    idpSsoBinding: metadata.ssoBinding,
    idpSloUrl: metadata.sloUrl,
    nameIdFormat: metadata.nameIdFormat,
    certificates: [...metadata.certificates],
  };
}
