import { Prisma } from '@/prisma/generated/client';
import type { Database } from '../db';

/** A connection or a directory whose groups give a role. */
export interface RoleMapper {
  readonly kind: 'connection' | 'directory';
  readonly id: string;
  /** Null: nobody named it; then its provider tells it apart. */
  readonly name: string | null;
  readonly provider: string;
  readonly organizationId: string;
  readonly organizationName: string;
}

/** Enough to say where to go; one of the environment's roles may be mapped by thousands. */
const mappersMaximum = 3;

/** The first of those that map the role `r`, as JSON. */
export const roleMappersSql = Prisma.sql`(
  select coalesce(json_agg(each), '[]') from (
    select 'connection' as kind, c.id, c.name, c.provider::text as provider, o.id as "organizationId",
      o.name as "organizationName"
    from connections c join organizations o on o.id = c.organization_id
    where c.id in (select connection_id from role_mappings where role_id = r.id)
    union all
    select 'directory', d.id, d.name, d.provider::text, o.id, o.name
    from directories d join organizations o on o.id = d.organization_id
    where d.id in (select directory_id from directory_role_mappings where role_id = r.id)
    limit ${mappersMaximum}) each)`;

/** Who maps a role, as a program and a log read it: "the connection Okta of Acme". */
export async function describeRoleMappers(db: Database, roleId: string): Promise<string> {
  const [row] = await db.$queryRaw<{ mappers: RoleMapper[] }[]>`
    select ${roleMappersSql} as mappers from roles r where r.id = ${roleId}`;
  const mappers = row?.mappers ?? [];
  return mappers
    .map(({ kind, name, id, organizationName }) => `the ${kind} ${name ?? id} of ${organizationName}`)
    .join(' and ');
}
