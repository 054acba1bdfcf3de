import { z } from 'zod';
import { organizationIdSchema } from '../organizations/organization.schema';
import type { RequestOutcome } from '../scim/record-request';
import { lineSchema, optionalLineSchema } from '../users/person.schema';

export const directoryProviders = [
  'OKTA',
  'MICROSOFT_AD',
  'GOOGLE',
  'ONELOGIN',
  'JUMPCLOUD',
  'PING_IDENTITY',
  'AUTH0',
  'CUSTOM',
] as const;
export type DirectoryProvider = (typeof directoryProviders)[number];

export const directoryProviderNames: Record<DirectoryProvider, string> = {
  OKTA: 'Okta',
  MICROSOFT_AD: 'Microsoft Entra ID',
  GOOGLE: 'Google Workspace',
  ONELOGIN: 'OneLogin',
  JUMPCLOUD: 'JumpCloud',
  PING_IDENTITY: 'Ping Identity',
  AUTH0: 'Auth0',
  CUSTOM: 'Other (SCIM 2.0)',
};

const directoryIdSchema = z.string().regex(/^dir_[0-9]{17,19}$/, 'There is no such directory.');

export const directoryRefSchema = z.object({
  organizationId: organizationIdSchema,
  directoryId: directoryIdSchema,
});

const nameSchema = lineSchema('a name', 100);

export const createDirectorySchema = z.object({
  organizationId: organizationIdSchema,
  provider: z.enum(directoryProviders, 'Choose a directory.'),
  /** Empty: the provider's name. */
  name: optionalLineSchema('a name', 100),
  /** On at once. */
  enabled: z.boolean().optional(),
});

/** What is not given stays as it is. */
export const updateDirectorySchema = directoryRefSchema.extend({
  provider: z.enum(directoryProviders, 'Choose a directory.').optional(),
  name: nameSchema.min(1, 'Enter a name.').optional(),
  /** Our name of an attribute to the directory's. */
  attributeMapping: z
    .record(z.string().min(1).max(32), z.string().min(1).max(32))
    .refine((mapping) => Object.keys(mapping).length <= 50, 'At most 50 attributes.')
    .optional(),
  /** The application's own words about it, at most 16 kB. */
  context: z
    .record(z.string(), z.unknown())
    .refine((context) => JSON.stringify(context).length <= 16_384, 'At most 16 kB.')
    .optional(),
});

export const switchDirectorySchema = directoryRefSchema.extend({ enabled: z.boolean() });

export const directorySecretRefSchema = directoryRefSchema.extend({
  secretId: z.string().regex(/^sec_[0-9]{17,19}$/, 'There is no such secret.'),
});

/** How long the other secrets go on beside a new one. */
export const regenerateSecretSchema = directoryRefSchema.extend({
  overlapSeconds: z
    .number()
    .int()
    .min(0)
    .max(30 * 86_400, 'At most 30 days.')
    .default(86_400),
});

const groupIdSchema = z.string().regex(/^dirgroup_[0-9]{17,19}$/, 'There is no such group.');

/** In the order of precedence: whoever is in several groups has the role of the first. */
export const setDirectoryRoleMappingsSchema = directoryRefSchema.extend({
  mappings: z
    .array(
      z.object({
        groupId: groupIdSchema,
        roleId: z.string().regex(/^role_[0-9]{17,19}$/, 'Choose a role.'),
      }),
    )
    .max(500, 'At most 500 lines.')
    .superRefine((mappings, context) => {
      const ids = mappings.map(({ groupId }) => groupId);
      ids.forEach((id, index) => {
        if (ids.indexOf(id) < index)
          context.addIssue({ code: 'custom', path: [index, 'groupId'], message: 'It stands there already.' });
      });
    }),
});

/** By the ids that the directory knows them by. */
export const directoryGroupsSchema = directoryRefSchema.extend({
  externalIds: z
    .array(
      z.string().min(1, 'An external id has at least one character.').max(512, 'At most 512 characters.'),
    )
    .max(1000, 'At most 1,000 groups.'),
});

/** Which part of a list to show; every field may come from a shared address, so nothing odd throws. */
const listSchema = directoryRefSchema.extend({
  search: z
    .string()
    .trim()
    .max(200)
    .refine((text) => !text.includes('\0'))
    .catch('')
    .default('')
    .transform((text) => text || null),
  cursor: z.string().max(2000).nullable().catch(null).default(null),
});

const pageSchema = listSchema.extend({
  pageSize: z.number().int().min(1).max(100).default(50),
  updatedAfter: z.null().default(null),
  detailed: z.literal(false).default(false),
});

export const listDirectoryGroupsSchema = pageSchema;

export const listDirectoryUsersSchema = pageSchema.extend({
  /** Members of this group alone. */
  groupId: groupIdSchema.nullable().catch(null).default(null),
});

/** What came of a request: of a change what it was, and of every refusal that. */
export const requestOutcomes = [
  'refused',
  'user_created',
  'member_adopted',
  'invitation_completed',
  'member_reactivated',
  'member_deactivated',
  'user_inactive',
  'user_without_address',
  'user_managed_here',
  'user_managed_elsewhere',
  'user_removed_here',
  'user_updated',
  'reference_dropped',
  'user_deleted',
  'group_created',
  'group_updated',
  'group_deleted',
  'nothing_changed',
  'connection_tested',
] as const satisfies readonly (RequestOutcome | 'refused')[];
/** Up to how many refusals are counted. */
export const mostRefusals = 1000;

export const requestSubjects = ['users', 'groups'] as const;

export const listDirectoryRequestsSchema = listSchema.extend({
  outcomes: z.array(z.enum(requestOutcomes)).catch([]).default([]),
  /** What was asked about. */
  subjects: z.array(z.enum(requestSubjects)).catch([]).default([]),
});

export type DirectoryRef = z.output<typeof directoryRefSchema>;
export type DirectoryGroupsInput = z.output<typeof directoryGroupsSchema>;
export type CreateDirectoryInput = z.output<typeof createDirectorySchema>;
export type UpdateDirectoryInput = z.output<typeof updateDirectorySchema>;
export type SwitchDirectoryInput = z.output<typeof switchDirectorySchema>;
export type DirectorySecretRef = z.output<typeof directorySecretRefSchema>;
export type RegenerateSecretInput = z.output<typeof regenerateSecretSchema>;
export type ListDirectoryRequestsInput = z.output<typeof listDirectoryRequestsSchema>;
export type SetDirectoryRoleMappingsInput = z.output<typeof setDirectoryRoleMappingsSchema>;
