import { Prisma } from '@/prisma/generated/client';
import { ScimError } from './scim-error';

/** A group that somebody is in (RFC 7643 section 4.1.2). */
export interface GroupOfUser {
  readonly value: string;
  readonly display: string;
}

/** A user of a directory, as it is shown to it. */
export interface UserRecord {
  readonly id: string;
  readonly active: boolean;
  /** What the directory sent, without id, meta, groups and password. */
  readonly resource: Readonly<Record<string, unknown>>;
  readonly groups: readonly GroupOfUser[];
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The columns of a `UserRecord`, of the table or step `u`. */
export const userRecordColumns = Prisma.sql`u.id, u.active, u.resource, u.version, u.created_at as "createdAt",
  u.updated_at as "updatedAt", (
    select coalesce(jsonb_agg(jsonb_build_object('value', g.id, 'display', g.display_name) order by g.id), '[]')
    from directory_group_members held join directory_groups g on g.id = held.group_id
    where held.directory_user_id = u.id) as groups`;

/** What an id gets that there is not, or that is another directory's. */
export function refuseMissingUser(): never {
  throw new ScimError(404, null, 'There is no such user in this directory.');
}
