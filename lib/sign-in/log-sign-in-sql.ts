import { Prisma } from '@/prisma/generated/client';
import type { Ctx } from '../authz/context';
import { newId } from '../id';
import { newReference } from '../login-log/login-attempt';

/** What an admin reads of a proof that was good when the button was pressed and is not any more. */
const notGoodAnyMore = 'The invitation or link was used, withdrawn or over before the login was completed.';

/**
 * The rows of the login log inside the statement that completes a sign-in: `logged` ends the attempt that `attempt` names,
 * or writes one whole where it names none. One that has ended stays as it is. Reads `attempt` and `started`, of which the
 * latter is empty where the proof was refused.
 */
export function logSignInSql(ctx: Ctx): Prisma.Sql {
  const now = Prisma.sql`${ctx.now}::timestamptz`;
  return Prisma.sql`logged as (
      insert into login_attempts as l (id, reference, organization_id, connection_id, user_id, email, client_id, method,
        outcome, ended_at, failed_step, reason, steps, ip, user_agent, created_at)
      select coalesce(attempt.login_attempt_id, ${newId('loginAttempt', ctx.now)}), ${newReference()},
        coalesce(started.organization_id, attempt.organization_id, i.organization_id), attempt.connection_id, u.id, u.email,
        ${clientSql(Prisma.sql`attempt`)}, attempt.method, ${outcomeSql}, ${now}, refused.step, refused.reason,
        ${stepsSql(now)}, ${ctx.ip}, ${ctx.userAgent}, attempt.created_at
      from attempt
      join users u on u.id = attempt.user_id
      left join started on true
      left join invitations i on i.id = attempt.invitation_id
      left join (values ('proof', ${notGoodAnyMore})) refused(step, reason) on started.id is null
      on conflict (id) do update set outcome = excluded.outcome, ended_at = excluded.ended_at,
        failed_step = excluded.failed_step, reason = excluded.reason, steps = l.steps || excluded.steps,
        user_id = excluded.user_id, email = excluded.email, ip = excluded.ip, user_agent = excluded.user_agent,
        organization_id = coalesce(excluded.organization_id, l.organization_id),
        client_id = coalesce(excluded.client_id, l.client_id)
      where l.outcome = 'PENDING'
      returning l.organization_id)`;
}

/** The application that a sign-in is for, where it is known: whose login waits for it, or who invited. */
export function clientSql(attempt: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`coalesce(
    (select client_id from oidc_interactions
      where id = substring(${attempt}.return_to from '^/oauth/authorize/([A-Za-z0-9_-]+)$')),
    (select client_id from invitations where id = ${attempt}.invitation_id))`;
}

const outcomeSql = Prisma.sql`(case when started.id is null then 'FAILURE' else 'SUCCESS' end)::login_outcome`;

function stepsSql(now: Prisma.Sql): Prisma.Sql {
  const proven = Prisma.sql`case when attempt.method = 'sso' then 'identity-accepted' else 'pressed' end`;
  return Prisma.sql`jsonb_build_array(
      jsonb_build_object('name', ${proven}, 'at', attempt.created_at, 'note', null),
      jsonb_build_object('name', coalesce(refused.step, 'session'), 'at', ${now}, 'note', refused.reason))`;
}
