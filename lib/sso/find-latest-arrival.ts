import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { ConnectionRef } from '../connections/connection.schema';
import { readRoleMappings } from '../connections/list-role-mappings';
import { readConnection } from '../connections/lock-connection';
import { valuesOfAttribute } from '../connections/match-roles';
import type { ConnectionTest } from './connection-test';

/** What somebody brought to the latest test of a connection, as far as roles depend on it. */
export interface Arrival {
  readonly email: string | null;
  readonly at: Date;
  /** The names of all that arrived, by the identity provider's own names. */
  readonly names: readonly string[];
  /** What arrived of the groups and of the other attributes that roles are mapped to, by the names in the mappings. */
  readonly values: Readonly<Record<string, readonly string[]>>;
}

/** The latest test of the connection at which somebody arrived, passed or not; null: none lately. */
export async function findLatestArrival(ctx: Ctx, ref: ConnectionRef): Promise<Arrival | null> {
  authorize(ctx, 'connection.list', ref.organizationId);
  const { connectionId, attributeMapping } = await readConnection(ctx.db, ref);
  const [row] = await ctx.db.$queryRaw<{ at: Date; identity: NonNullable<ConnectionTest['identity']> }[]>`
    select created_at as at, result -> 'identity' as identity from sso_requests
    where connection_id = ${connectionId} and purpose = 'TEST' and jsonb_typeof(result -> 'identity') = 'object'
    order by created_at desc, id desc limit 1`;
  if (!row) return null;
  const mappings = await readRoleMappings(ctx.db, connectionId);
  const wanted = ['groups', ...mappings.map(({ attribute }) => attribute)];
  const { identity, at } = row;
  return {
    email: identity.email,
    at,
    names: Object.keys(identity.attributes).sort(),
    values: Object.fromEntries(
      wanted.map((name) => [name, valuesOfAttribute(name, identity, attributeMapping)]),
    ),
  };
}
