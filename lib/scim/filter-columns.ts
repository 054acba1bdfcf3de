import { Prisma } from '@/prisma/generated/client';
import type { ResourceType } from './schema';

export interface FilterColumn {
  /** Of the row `r`; a text is folded where case does not count. */
  readonly value: Prisma.Sql;
  readonly kind: 'text' | 'boolean' | 'time';
  /** No two of a directory's have the same. */
  readonly unique?: boolean;
  /** What it is sorted by, if by something else. */
  readonly sorted?: Prisma.Sql;
}

/** By the attribute's path in canonical case. */
export type FilterColumns = Readonly<Record<string, FilterColumn>>;

/** What is stored beside a resource as rows of its own. */
export interface Relation {
  /** Tables and the condition that ties them to the row `r`. */
  readonly from: Prisma.Sql;
  /** By the name of the sub-attribute in lower case. */
  readonly parts: Readonly<Record<string, Prisma.Sql>>;
}

const text = (value: Prisma.Sql): FilterColumn => ({ value, kind: 'text' });
const unique = (value: Prisma.Sql): FilterColumn => ({ value, kind: 'text', unique: true });

function common(type: ResourceType): FilterColumns {
  return {
    // Not by the primary key, which would lead through the rows of all directories.
    id: { ...unique(Prisma.sql`r.id`), sorted: Prisma.sql`(r.id || '')` },
    externalId: text(Prisma.sql`r.external_id`),
    'meta.resourceType': text(Prisma.sql`${type}::text`),
    'meta.created': { value: Prisma.sql`r.created_at`, kind: 'time' },
    'meta.lastModified': { value: Prisma.sql`r.updated_at`, kind: 'time' },
    'meta.version': text(Prisma.sql`('W/"' || r.version || '"')`),
  };
}

/** What has a column of its own, and where an index finds it. */
export const filterColumns: Readonly<Record<ResourceType, FilterColumns>> = {
  User: {
    ...common('User'),
    userName: unique(Prisma.sql`r.user_name_key`),
    displayName: text(Prisma.sql`r.display_name_key`),
    'name.familyName': text(Prisma.sql`r.family_name_key`),
    active: { value: Prisma.sql`r.active`, kind: 'boolean' },
  },
  Group: { ...common('Group'), displayName: unique(Prisma.sql`r.display_name_key`) },
};

export const relations: Readonly<Record<ResourceType, Readonly<Record<string, Relation>>>> = {
  User: {
    groups: {
      from: Prisma.sql`directory_group_members held join directory_groups g on g.id = held.group_id
        where held.directory_user_id = r.id`,
      parts: {
        value: Prisma.sql`g.id`,
        display: Prisma.sql`g.display_name_key`,
        type: Prisma.sql`'direct'::text`,
      },
    },
  },
  Group: {
    members: {
      from: Prisma.sql`directory_group_members held where held.group_id = r.id`,
      parts: {
        value: Prisma.sql`held.directory_user_id`,
        type: Prisma.sql`'user'::text`,
      },
    },
  },
};
