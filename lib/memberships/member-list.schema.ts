import { z } from 'zod';
import { organizationIdSchema } from '../organizations/organization.schema';
import { roleIdSchema } from '../roles/role.schema';

export const memberStatuses = ['pending', 'expired', 'active', 'inactive'] as const;
export const memberSources = ['invitation', 'sso', 'directory', 'api', 'domain', 'creator'] as const;
export const memberSorts = ['joined', 'person', 'seen'] as const;

/** What of an organization's members to show; every field may come from a shared address, so nothing odd throws. */
export const listMembersSchema = z.object({
  organizationId: organizationIdSchema,
  search: z.string().trim().max(200).refine(isStorable).catch('').default(''),
  statuses: z.array(z.enum(memberStatuses)).catch([]).default([]),
  roleIds: z.array(roleIdSchema).max(50).catch([]).default([]),
  sources: z.array(z.enum(memberSources)).catch([]).default([]),
  sort: z.enum(memberSorts).catch('joined').default('joined'),
  direction: z.enum(['asc', 'desc']).catch('desc').default('desc'),
  /** Where a page begins: opaque, from `next` or `previous` of another page. */
  cursor: z.string().max(500).nullish().catch(null),
});

/** PostgreSQL's text cannot hold a zero byte. */
function isStorable(text: string): boolean {
  return !text.includes('\0');
}

export type ListMembersInput = z.output<typeof listMembersSchema>;
export type MemberStatus = (typeof memberStatuses)[number];
export type MemberSource = (typeof memberSources)[number];
export type MemberSort = (typeof memberSorts)[number];
