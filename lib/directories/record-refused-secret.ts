import { Prisma } from '@/prisma/generated/client';
import { notifySql } from '../audit/record';
import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import { hashToken } from '../crypto';
import { prepared } from '../db';
import { newId } from '../id';
import { isDirectoryGone } from '../scim/directory-gone';

export interface RefusedSecret {
  readonly directoryId: string;
  /** Null: none was sent. */
  readonly secret: string | null;
  readonly method: string;
  /** One of Usher's own words: whoever asks is a stranger, who must not write into the log. */
  readonly path: string;
}

/** One line in this time: a stranger may ask as often as they like. */
const quietSeconds = 60;

const missing =
  'The request brought no secret. In the directory, choose a bearer token as the way to sign in, create a new secret here, and paste it there.';
const unknown =
  'The secret is not one of this directory’s. Create a new secret here, and paste it into the directory again.';

/**
 * Tells a directory's log that somebody was refused (401) for their secret, and what to do about it: one line a minute, which
 * the row of a limit decides, and none where there is no such directory. Nothing that the stranger sent is kept. Public: it
 * is for those who have shown no good secret.
 */
export async function recordRefusedSecret(ctx: Ctx, refused: RefusedSecret): Promise<void> {
  try {
    await ctx.db.$queryRaw(recordSql(ctx, refused));
  } catch (error) {
    if (!isDirectoryGone(error)) throw error;
  }
}

function recordSql(ctx: Ctx, { directoryId, secret, method, path }: RefusedSecret): Prisma.Sql {
  const key = `scim-refused/${directoryId}`;
  const now = Prisma.sql`${ctx.now}::timestamptz`;
  return Prisma.sql`${prepared}
    with first as (
      insert into rate_limits (key, count, reset_at)
      select ${key}, 1, ${addSeconds(ctx.now, quietSeconds)}::timestamptz from directories d
      where d.id = ${directoryId}
        and not exists (select 1 from rate_limits where key = ${key} and reset_at > ${now})
      on conflict (key) do update set reset_at = excluded.reset_at where rate_limits.reset_at <= ${now} returning 1),
    logged as (
      insert into directory_requests (id, directory_id, at, method, path, status, detail, request_id)
      select ${newId('directoryRequest', ctx.now)}, ${directoryId}, ${now}, ${method}, ${path}, 401,
        coalesce(${endedSql(directoryId, secret)}, ${secret === null ? missing : unknown}), ${ctx.requestId}
      from first returning directory_id)
    select ${notifySql(Prisma.sql`d.organization_id`)} from logged join directories d on d.id = logged.directory_id`;
}

/** Of a secret that was good once, which one it is. */
function endedSql(directoryId: string, secret: string | null): Prisma.Sql {
  return Prisma.sql`(
    select 'The secret that ends with ' || s.suffix
      || ' was revoked, or its time is over. Create a new secret here, and paste it into the directory again.'
    from directory_secrets s where s.hash = ${secret === null ? null : hashToken(secret)}::text
      and s.directory_id = ${directoryId})`;
}
