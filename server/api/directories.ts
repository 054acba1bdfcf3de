import { timestampDate } from '@bufbuild/protobuf/wkt';
import {
  DirectoryProvider,
  type DirectoryService,
  DirectoryType,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/directories/directories_pb.js';
import type { Ctx } from '@/lib/authz/context';
import { createDirectory } from '@/lib/directories/create-directory';
import { createDirectorySecret } from '@/lib/directories/create-directory-secret';
import { deleteDirectory } from '@/lib/directories/delete-directory';
import {
  createDirectorySchema,
  type DirectoryRef,
  directoryGroupsSchema,
  directoryRefSchema,
  type DirectoryProvider as Provider,
  regenerateSecretSchema,
  setDirectoryRoleMappingsSchema,
  updateDirectorySchema,
} from '@/lib/directories/directory.schema';
import type { NewDirectorySecret } from '@/lib/directories/directory-secret';
import { getDirectory } from '@/lib/directories/get-directory';
import { listDirectories } from '@/lib/directories/list-directories';
import { listDirectoryGroups } from '@/lib/directories/list-directory-groups';
import { listDirectoryUsers } from '@/lib/directories/list-directory-users';
import { regenerateDirectorySecret } from '@/lib/directories/regenerate-directory-secret';
import { requireDirectoryGroups } from '@/lib/directories/require-directory-groups';
import { setDirectoryRoleMappings } from '@/lib/directories/set-directory-role-mappings';
import { switchDirectory } from '@/lib/directories/switch-directory';
import { updateDirectory } from '@/lib/directories/update-directory';
import { refuse, refuseField } from '@/lib/errors';
import { findRoleIds } from '@/lib/roles/find-role-ids';
import type { Handlers } from './handler';
import { pageFields, readPaging } from './paging';
import { parseInput } from './parse';
import {
  presentDirectory,
  presentDirectoryGroup,
  presentDirectoryUser,
  presentMapping,
  presentSecret,
} from './present-directory';

export const directoryHandlers: Handlers<typeof DirectoryService> = {
  /** On at once, as the SDKs expect it: without a secret it hears nobody yet. */
  async createDirectory(ctx, { organizationId, directory }) {
    requireScim(directory?.directoryType);
    const provider = readProvider(directory?.directoryProvider);
    const input = { organizationId, provider, name: '', enabled: true };
    const { directoryId } = await createDirectory(ctx, parseInput(createDirectorySchema, input));
    return show(ctx, { organizationId, directoryId });
  },

  /** What is empty stays as it is; whether it is enabled changes by its own calls. */
  async updateDirectory(ctx, { organizationId, id, directory }) {
    const ref = refOf(organizationId, id);
    if (!directory) return show(ctx, ref);
    if (directory.directoryType) requireScim(directory.directoryType);
    const { name, directoryProvider, mappings } = directory;
    const input = {
      ...ref,
      ...(name !== '' && { name }),
      ...(directoryProvider && { provider: readProvider(directoryProvider) }),
      ...(mappings.length > 0 && { attributeMapping: readMapping(mappings) }),
    };
    await updateDirectory(ctx, parseInput(updateDirectorySchema, input));
    return show(ctx, ref);
  },

  async getDirectory(ctx, { organizationId, id }) {
    return show(ctx, refOf(organizationId, id));
  },

  async listDirectories(ctx, { organizationId }) {
    const found = await listDirectories(ctx, { organizationId });
    return { directories: found.map((directory) => presentDirectory(directory, ctx.now)) };
  },

  async deleteDirectory(ctx, { organizationId, id }) {
    await deleteDirectory(ctx, refOf(organizationId, id));
    return {};
  },

  async enableDirectory(ctx, { organizationId, id }) {
    await switchDirectory(ctx, { ...refOf(organizationId, id), enabled: true });
    return { enabled: true };
  },

  async disableDirectory(ctx, { organizationId, id }) {
    await switchDirectory(ctx, { ...refOf(organizationId, id), enabled: false });
    return { enabled: false };
  },

  async updateAttributes(ctx, { organizationId, id, attributeMapping }) {
    const input = {
      ...refOf(organizationId, id),
      attributeMapping: readMapping(attributeMapping?.attributes ?? []),
    };
    await updateDirectory(ctx, parseInput(updateDirectorySchema, input));
    return { attributeMappings: presentMapping(input.attributeMapping) };
  },

  /** All that a SCIM directory sends are followed: it is made sure that these are among them. */
  async assignGroupsForDirectory(ctx, { organizationId, id, externalIds }) {
    const input = { ...refOf(organizationId, id), externalIds };
    await requireDirectoryGroups(ctx, parseInput(directoryGroupsSchema, input));
    return {};
  },

  /** In their order of precedence; they replace what was mapped before. */
  async assignRoles(ctx, { organizationId, id, roleAssignments }) {
    const ref = refOf(organizationId, id);
    const lines = roleAssignments?.assignments ?? [];
    const roles = lines.map(({ roleId, roleName }) => ({ id: roleId, name: roleName }));
    const roleIds = await findRoleIds(ctx, { organizationId, roles });
    const mappings = lines.map(({ groupId }, index) => ({ groupId, roleId: roleIds[index] ?? '' }));
    await setDirectoryRoleMappings(ctx, parseInput(setDirectoryRoleMappingsSchema, { ...ref, mappings }));
    const { directory } = await show(ctx, ref);
    return { ...(directory.roleAssignments && { roleAssignments: directory.roleAssignments }) };
  },

  async listDirectoryUsers(ctx, request) {
    const page = await listDirectoryUsers(ctx, {
      ...refOf(request.organizationId, request.directoryId),
      ...readPaging(request),
      groupId: request.directoryGroupId ?? null,
      updatedAfter: request.updatedAfter ? timestampDate(request.updatedAfter) : null,
      search: null,
      detailed: request.includeDetail ?? false,
    });
    return { users: page.rows.map(presentDirectoryUser), ...pageFields(page) };
  },

  async listDirectoryGroups(ctx, request) {
    const page = await listDirectoryGroups(ctx, {
      ...refOf(request.organizationId, request.directoryId),
      ...readPaging(request),
      updatedAfter: request.updatedAfter ? timestampDate(request.updatedAfter) : null,
      search: null,
      detailed: request.includeDetail ?? false,
    });
    return { groups: page.rows.map(presentDirectoryGroup), ...pageFields(page) };
  },

  /** All groups at once, up to a thousand, without their details. */
  async listDirectoryGroupsSummary(ctx, { organizationId, directoryId }) {
    const ref = refOf(organizationId, directoryId);
    const asked = { pageSize: mostAtOnce, cursor: null, updatedAfter: null, search: null, detailed: false };
    const page = await listDirectoryGroups(ctx, { ...ref, ...asked });
    return { groups: page.rows.map(presentDirectoryGroup), ...pageFields(page) };
  },

  async createDirectorySecret(ctx, { organizationId, directoryId }) {
    const ref = refOf(organizationId, directoryId);
    return showSecret(ctx, ref, await createDirectorySecret(ctx, ref));
  },

  /** The others go on for a day, so that the directory can be given the new one. */
  async regenerateDirectorySecret(ctx, { organizationId, directoryId }) {
    const ref = refOf(organizationId, directoryId);
    return showSecret(
      ctx,
      ref,
      await regenerateDirectorySecret(ctx, parseInput(regenerateSecretSchema, ref)),
    );
  },

  async triggerDirectorySync(ctx, { organizationId, directoryId }) {
    await getDirectory(ctx, refOf(organizationId, directoryId));
    return refuse('conflict', 'A SCIM directory sends its changes by itself: start a sync over there.');
  },

  async getDirectoryContext(ctx, { organizationId, directoryId }) {
    const { context } = await getDirectory(ctx, refOf(organizationId, directoryId));
    return { context: JSON.parse(JSON.stringify(context)) };
  },

  async updateDirectoryContext(ctx, { organizationId, directoryId, context }) {
    const input = { ...refOf(organizationId, directoryId), context: context ?? {} };
    await updateDirectory(ctx, parseInput(updateDirectorySchema, input));
    return {};
  },
};

const mostAtOnce = 1000;

function requireScim(type: DirectoryType | undefined): void {
  if (type !== DirectoryType.SCIM) refuseField('directory_type', 'Usher has SCIM directories only.');
}

const providers: Record<DirectoryProvider, Provider> = {
  [DirectoryProvider.DIRECTORY_PROVIDER_UNSPECIFIED]: 'CUSTOM',
  [DirectoryProvider.OKTA]: 'OKTA',
  [DirectoryProvider.GOOGLE]: 'GOOGLE',
  [DirectoryProvider.MICROSOFT_AD]: 'MICROSOFT_AD',
  [DirectoryProvider.AUTH0]: 'AUTH0',
  [DirectoryProvider.ONELOGIN]: 'ONELOGIN',
  [DirectoryProvider.JUMPCLOUD]: 'JUMPCLOUD',
  [DirectoryProvider.PING_IDENTITY]: 'PING_IDENTITY',
};

function readProvider(
  provider: DirectoryProvider = DirectoryProvider.DIRECTORY_PROVIDER_UNSPECIFIED,
): Provider {
  return providers[provider];
}

function readMapping(attributes: readonly { readonly key: string; readonly mapTo: string }[]) {
  return Object.fromEntries(attributes.map(({ key, mapTo }) => [key, mapTo]));
}

/** Ids that cannot be one are ids of none. */
function refOf(organizationId: string, directoryId: string): DirectoryRef {
  const parsed = directoryRefSchema.safeParse({ organizationId, directoryId });
  return parsed.success ? parsed.data : refuse('not_found', 'There is no such directory.');
}

async function show(ctx: Ctx, ref: DirectoryRef) {
  return { directory: presentDirectory(await getDirectory(ctx, ref), ctx.now) };
}

function showSecret(ctx: Ctx, { directoryId }: DirectoryRef, made: NewDirectorySecret) {
  const { plainSecret, ...secret } = made;
  return { plainSecret, secret: presentSecret(secret, directoryId, ctx.now) };
}
