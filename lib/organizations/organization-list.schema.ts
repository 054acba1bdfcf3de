import { z } from 'zod';

/** PostgreSQL's text cannot hold a zero byte. */
const storable = /^[^\0]*$/;

export const organizationSorts = ['name', 'created', 'people'] as const;

/** Which organizations to show; every field may come from a shared address, so nothing odd throws. */
export const listOrganizationsSchema = z.object({
  /** Part of the name (one or two characters: its beginning), or exactly the id or the external id. */
  search: z.string().trim().max(200).regex(storable).catch('').default(''),
  sort: z.enum(organizationSorts).catch('name').default('name'),
  direction: z.enum(['asc', 'desc']).catch('asc').default('asc'),
  /** Opaque, from `next` or `previous` of another page. */
  cursor: z.string().max(2000).nullish().catch(null),
});

export type ListOrganizationsInput = z.output<typeof listOrganizationsSchema>;
export type OrganizationSort = (typeof organizationSorts)[number];
