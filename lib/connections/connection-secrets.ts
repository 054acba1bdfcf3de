import { open, seal } from '../crypto';

const clientSecretPurpose = 'usher/connection-client-secret/v1';
const privateKeyPurpose = 'usher/connection-private-key/v1';

/** The secret by which Usher is known to an OpenID provider, as it is stored: encrypted, since it must be known to be sent. */
export function sealClientSecret(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(seal(secret, clientSecretPurpose));
}

/** What was sealed, or null when the installation's secret of then is not known any more. */
export function openClientSecret(sealed: Uint8Array): string | null {
  return open(sealed, clientSecretPurpose);
}

/** Usher's own private key at a SAML connection (PEM), as it is stored. */
export function sealPrivateKey(privateKey: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(seal(privateKey, privateKeyPurpose));
}

/** What was sealed, or null when the installation's secret of then is not known any more. */
export function openPrivateKey(sealed: Uint8Array): string | null {
  return open(sealed, privateKeyPurpose);
}
