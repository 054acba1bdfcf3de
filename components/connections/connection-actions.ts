import type { z } from 'zod';
import type {
  AddCertificatesInput,
  CertificateRef,
  ConnectionRef,
  createConnectionSchema,
  ImportMetadataInput,
  PreviewRolesInput,
  SetRoleMappingsInput,
  SwitchConnectionInput,
  updateConnectionSchema,
} from '@/lib/connections/connection.schema';
import type { ConnectionReceipt } from '@/lib/connections/delete-connection';
import type { RolePreview } from '@/lib/connections/preview-roles';
import type { ActionResult } from '@/server/actions/action-result';

/** The server actions behind the pages of a connection, of the dashboard or of a set-up link. */
export interface ConnectionActions {
  readonly create: (
    input: z.input<typeof createConnectionSchema>,
  ) => Promise<ActionResult<{ readonly connectionId: string }>>;
  readonly update: (input: z.input<typeof updateConnectionSchema>) => Promise<ActionResult<void>>;
  readonly importMetadata: (input: ImportMetadataInput) => Promise<ActionResult<void>>;
  readonly addCertificates: (input: AddCertificatesInput) => Promise<ActionResult<void>>;
  readonly removeCertificate: (input: CertificateRef) => Promise<ActionResult<void>>;
  readonly setRoleMappings: (input: SetRoleMappingsInput) => Promise<ActionResult<void>>;
  readonly previewRoles: (input: PreviewRolesInput) => Promise<ActionResult<RolePreview>>;
  readonly switchConnection: (input: SwitchConnectionInput) => Promise<ActionResult<void>>;
  readonly remove: (input: ConnectionRef) => Promise<ActionResult<ConnectionReceipt>>;
}
