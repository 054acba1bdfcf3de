import type { SecretRow } from '@/lib/applications/list-credentials';

/** What has secrets: a credential of the API, an application, a client of an organization. */
export interface SecretOwner {
  readonly clientId: string;
  readonly organizationId?: string | null;
  readonly name: string;
  /** Those that work, the oldest first. */
  readonly secrets: readonly SecretRow[];
}
