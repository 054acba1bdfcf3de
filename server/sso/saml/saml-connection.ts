import type { PinnedCertificate } from '@/lib/connections/find-connection';
import type { SamlSettings } from '@/lib/connections/settings';

/** What the gate and a request need of a connection. */
export interface SamlConnection {
  readonly settings: SamlSettings;
  /** Any of them may have signed: an identity provider rolls over from one to the next. */
  readonly certificates: readonly PinnedCertificate[];
  /** Our own key in PEM; null: nothing is signed or decrypted. */
  readonly privateKey: string | null;
  /** Our names of attributes to the identity provider's. */
  readonly attributeMapping: Readonly<Record<string, string>>;
}
