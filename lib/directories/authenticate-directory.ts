import { Prisma } from '@/prisma/generated/client';
import type { Ctx, DirectoryActor } from '../authz/context';
import { addSeconds } from '../clock';
import { hashToken } from '../crypto';
import { prepared } from '../db';
import { countUseSql, type Limit, type LimitUse, refuseExceeded } from '../limits/consume-limits';

export interface DirectoryProof {
  readonly directoryId: string;
  readonly secret: string;
}

export interface AuthenticatedDirectory {
  readonly actor: DirectoryActor;
  /** While it is off, it is answered with a refusal. */
  readonly enabled: boolean;
}

/** Requests of one directory a minute: the first sync of 20,000 people is over in less. */
const requestsPerMinute = 60_000;

/** `last_used_at` is as exact as this. */
const usedWithinSeconds = 60;

type Row = LimitUse & {
  readonly organization_id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly attribute_mapping: DirectoryActor['attributeMapping'];
};

/**
 * The directory of this id, if this is a good secret of it; null alike for a secret that is bad, expired or another
 * directory's, and for an id that there is not. Found by its hash, so that nothing compares it byte by byte. Notes that
 * the secret was used, and counts the request (`rate_limited`), in the same statement. Public: the secret is the proof.
 */
export async function authenticateDirectory(
  ctx: Ctx,
  proof: DirectoryProof,
): Promise<AuthenticatedDirectory | null> {
  const limit = requestLimit(proof.directoryId);
  const [row] = await ctx.db.$queryRaw<Row[]>(authenticateSql(ctx, proof, limit));
  if (!row) return null;
  refuseExceeded(ctx, [limit], [row]);
  const { organization_id: organizationId, name, enabled, attribute_mapping: attributeMapping } = row;
  const { directoryId } = proof;
  return { actor: { kind: 'directory', directoryId, organizationId, name, attributeMapping }, enabled };
}

/** What each request of a directory counts against. */
export function requestLimit(directoryId: string): Limit {
  return { key: `scim/${directoryId}`, count: requestsPerMinute, windowSeconds: 60 };
}

function authenticateSql(ctx: Ctx, { directoryId, secret }: DirectoryProof, limit: Limit): Prisma.Sql {
  return Prisma.sql`${prepared}
    with secret as (
      select s.id, d.organization_id, d.name, d.enabled, d.attribute_mapping
      from directory_secrets s join directories d on d.id = s.directory_id
      where s.hash = ${hashToken(secret)} and s.directory_id = ${directoryId}
        and (s.expires_at is null or s.expires_at > ${ctx.now}::timestamptz)),
    used as (
      update directory_secrets s set last_used_at = ${ctx.now}::timestamptz from secret
      where s.id = secret.id and (s.last_used_at is null
        or s.last_used_at < ${addSeconds(ctx.now, -usedWithinSeconds)}::timestamptz)),
    counted as (${countUseSql(ctx, [limit], Prisma.sql`exists (select 1 from secret)`)})
    select secret.*, counted.* from secret, counted`;
}
