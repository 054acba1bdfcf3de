import { Prisma } from '@/prisma/generated/client';
import type { Ctx } from '../authz/context';
import { hashToken } from '../crypto';
import { type Database, prepared, type Transaction } from '../db';
import { refuse } from '../errors';
import { isId } from '../id';

/** What an application is told of a token; the token itself is known to its holder alone. */
export interface ApiTokenRecord {
  readonly id: string;
  readonly organizationId: string;
  readonly organizationExternalId: string | null;
  /** Null: it is the organization's and nobody's. */
  readonly userId: string | null;
  readonly userExternalId: string | null;
  readonly email: string | null;
  /** Names of the roles that its person has now. */
  readonly roles: readonly string[];
  readonly description: string;
  readonly customClaims: Readonly<Record<string, string>>;
  readonly suffix: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
}

/** Tokens, as `t`, with whom they belong to. */
export const apiTokenTables = Prisma.sql`api_tokens t
  join organizations o on o.id = t.organization_id
  left join memberships m on m.id = t.membership_id
  left join users u on u.id = m.user_id`;

const columns = Prisma.sql`t.id, t.organization_id as "organizationId", o.external_id as "organizationExternalId",
  u.id as "userId", u.external_id as "userExternalId", u.email,
  array(select r.name from membership_roles mr join roles r on r.id = mr.role_id
    where mr.membership_id = m.id order by r.id) as roles,
  t.description, t.custom_claims as "customClaims", t.suffix, t.created_at as "createdAt", t.expires_at as "expiresAt"`;

/** Whether a token is good: not ended, not expired, and its person is an active member. */
export function isGoodSql({ now }: Pick<Ctx, 'now'>): Prisma.Sql {
  return Prisma.sql`(t.ended_at is null and (t.expires_at is null or t.expires_at > ${now}::timestamptz)
    and (t.membership_id is null or m.status = 'ACTIVE'))`;
}

/** The good token that this is. Ids are not taken: whoever knows one has proven nothing. */
export async function findGoodToken(
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  token: string,
): Promise<ApiTokenRecord | null> {
  const [record] = await db.$queryRaw<ApiTokenRecord[]>`${prepared}
    select ${columns} from ${apiTokenTables} where t.hash = ${hashToken(token)} and ${isGoodSql({ now })}`;
  return record ?? null;
}

/** The records of these tokens, in this order. */
export async function readApiTokens(
  db: Database | Transaction,
  ids: readonly string[],
): Promise<ApiTokenRecord[]> {
  const rows = await db.$queryRaw<ApiTokenRecord[]>`
    select ${columns} from ${apiTokenTables} where t.id = any(${ids}::text[])`;
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** The record of a token that is known to be there. */
export async function readApiToken(tx: Transaction, id: string): Promise<ApiTokenRecord> {
  const [record] = await readApiTokens(tx, [id]);
  return record ?? refuse('not_found', 'There is no such token.');
}

/** Which token is meant, by itself or by its id: for those who manage it, not for who shows it. */
export function whichToken(tokenOrId: string): Prisma.Sql {
  return isId('apiToken', tokenOrId)
    ? Prisma.sql`t.id = ${tokenOrId}`
    : Prisma.sql`t.hash = ${hashToken(tokenOrId)}`;
}

/** How people tell a token apart in the audit log. */
export function apiTokenName({ description, suffix }: { description: string; suffix: string }): string {
  return description || `…${suffix}`;
}
