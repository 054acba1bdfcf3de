import type { z } from 'zod';
import type { DirectoryReceipt } from '@/lib/directories/delete-directory';
import type {
  createDirectorySchema,
  DirectoryRef,
  DirectorySecretRef,
  regenerateSecretSchema,
  SetDirectoryRoleMappingsInput,
  SwitchDirectoryInput,
} from '@/lib/directories/directory.schema';
import type { NewDirectorySecret } from '@/lib/directories/directory-secret';
import type { ActionResult } from '@/server/actions/action-result';

/** The server actions behind the pages of a directory. */
export interface DirectoryActions {
  readonly create: (
    input: z.input<typeof createDirectorySchema>,
  ) => Promise<ActionResult<{ readonly directoryId: string }>>;
  readonly switchDirectory: (input: SwitchDirectoryInput) => Promise<ActionResult<void>>;
  readonly remove: (input: DirectoryRef) => Promise<ActionResult<DirectoryReceipt>>;
  readonly createSecret: (input: DirectoryRef) => Promise<ActionResult<NewDirectorySecret>>;
  readonly rotateSecret: (
    input: z.input<typeof regenerateSecretSchema>,
  ) => Promise<ActionResult<NewDirectorySecret>>;
  readonly setRoleMappings: (input: SetDirectoryRoleMappingsInput) => Promise<ActionResult<void>>;
  readonly revokeSecret: (input: DirectorySecretRef) => Promise<ActionResult<void>>;
}
