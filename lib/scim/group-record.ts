import { Prisma } from '@/prisma/generated/client';
import { ScimError } from './scim-error';

/** Somebody in a group (RFC 7643 section 4.2). */
export interface GroupMember {
  readonly value: string;
}

/** A group of a directory, as it is shown to it. */
export interface GroupRecord {
  readonly id: string;
  /** What the directory sent, without id, meta and members. */
  readonly resource: Readonly<Record<string, unknown>>;
  /** Null: nobody asked for them, and there may be very many. */
  readonly members: readonly GroupMember[] | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const members = Prisma.sql`(
  select coalesce(jsonb_agg(jsonb_build_object('value', held.directory_user_id) order by held.directory_user_id), '[]')
  from directory_group_members held where held.group_id = g.id)`;

/** The columns of a `GroupRecord`, of the table or step `g`. */
export function groupRecordColumns(withMembers: boolean): Prisma.Sql {
  return Prisma.sql`g.id, g.resource, g.version, g.created_at as "createdAt", g.updated_at as "updatedAt",
    ${withMembers ? members : Prisma.sql`null::jsonb`} as members`;
}

/** What an id gets that there is not, or that is another directory's. */
export function refuseMissingGroup(): never {
  throw new ScimError(404, null, 'There is no such group in this directory.');
}
