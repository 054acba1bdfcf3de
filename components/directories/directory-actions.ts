import type { z } from 'zod';
import type { DirectoryReceipt } from '@/lib/directories/delete-directory';
import type {
  createDirectorySchema,
  DirectoryRef,
  DirectorySecretRef,
  listDirectoryGroupsSchema,
  regenerateSecretSchema,
  SetDirectoryRoleMappingsInput,
  SwitchDirectoryInput,
  updateDirectorySchema,
} from '@/lib/directories/directory.schema';
import type { NewDirectorySecret } from '@/lib/directories/directory-secret';
import type { DirectoryGroupRow } from '@/lib/directories/list-directory-groups';
import type { DirectoryRolesPreview } from '@/lib/directories/preview-directory-roles';
import type { CountedPage } from '@/lib/lists/list-records';
import type { ActionResult } from '@/server/actions/action-result';

/** A group to choose from. */
export type GroupChoice = Pick<DirectoryGroupRow, 'id' | 'displayName' | 'memberCount'>;

/** The first of the groups that were searched for, and how many there are. */
export interface FoundGroups {
  readonly groups: readonly GroupChoice[];
  readonly total: number;
}

/** The server actions behind the pages of a directory. */
export interface DirectoryActions {
  readonly create: (
    input: z.input<typeof createDirectorySchema>,
  ) => Promise<ActionResult<{ readonly directoryId: string }>>;
  readonly update: (input: z.input<typeof updateDirectorySchema>) => Promise<ActionResult<void>>;
  readonly switchDirectory: (input: SwitchDirectoryInput) => Promise<ActionResult<void>>;
  readonly remove: (input: DirectoryRef) => Promise<ActionResult<DirectoryReceipt>>;
  readonly createSecret: (input: DirectoryRef) => Promise<ActionResult<NewDirectorySecret>>;
  readonly rotateSecret: (
    input: z.input<typeof regenerateSecretSchema>,
  ) => Promise<ActionResult<NewDirectorySecret>>;
  readonly setRoleMappings: (input: SetDirectoryRoleMappingsInput) => Promise<ActionResult<void>>;
  readonly previewRoleMappings: (
    input: SetDirectoryRoleMappingsInput,
  ) => Promise<ActionResult<DirectoryRolesPreview>>;
  readonly findGroups: (
    input: z.input<typeof listDirectoryGroupsSchema>,
  ) => Promise<ActionResult<CountedPage<DirectoryGroupRow>>>;
  readonly revokeSecret: (input: DirectorySecretRef) => Promise<ActionResult<void>>;
}
