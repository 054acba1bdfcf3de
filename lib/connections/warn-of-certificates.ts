import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import { enqueueMail } from '../mail/enqueue-mail';
import type { ConnectionProvider } from './connection.schema';
import { connectionLabel } from './connection-record';

interface DueWarning {
  readonly certificateId: string;
  readonly certificateName: string;
  readonly notAfter: Date;
  readonly days: number;
  readonly connectionId: string;
  readonly name: string | null;
  readonly provider: ConnectionProvider;
  readonly organizationId: string;
  readonly organizationName: string;
  readonly userId: string;
  readonly email: string;
}

const daySeconds = 86_400;

/** The rest follows at the next run. */
const most = 200;

/**
 * Mails the admins of an organization when the last certificate of a connection that is on has 30 days left, and once more
 * when it has 7: each of them once, however often it runs and in however many processes, and never about one that the next
 * certificate stands beside. Returns how many were mailed. Public: only the worker calls it.
 */
export async function warnOfCertificates(ctx: Ctx): Promise<number> {
  const due = await findDueWarnings(ctx);
  if (due.length === 0) return 0;
  return ctx.db.$transaction(async (tx) => {
    let count = 0;
    for (const warning of due) if (await enqueueMail(tx, ctx, mailOf(warning))) count += 1;
    return count;
  });
}

function findDueWarnings(ctx: Ctx): Promise<DueWarning[]> {
  const [month, week] = [30, 7].map((days) => addSeconds(ctx.now, days * daySeconds));
  return ctx.db.$queryRaw<DueWarning[]>`
    select ending.*, u.id as "userId", u.email
    from (
      select k.id as "certificateId", k.subject as "certificateName", k.not_after as "notAfter",
        case when k.not_after <= ${week}::timestamptz then 7 else 30 end as days,
        c.id as "connectionId", c.name, c.provider::text as provider,
        o.id as "organizationId", o.name as "organizationName"
      from connection_certificates k
      join connections c on c.id = k.connection_id and c.enabled
      join organizations o on o.id = c.organization_id and o.sso_enabled
      where k.not_after > ${ctx.now}::timestamptz and k.not_after <= ${month}::timestamptz
        and not exists (select 1 from connection_certificates next
          where next.connection_id = k.connection_id and (next.not_after, next.id) > (k.not_after, k.id))) ending
    join memberships m on m.organization_id = ending."organizationId" and m.status = 'ACTIVE'
    join users u on u.id = m.user_id
    where exists (select 1 from membership_roles held join roles r on r.id = held.role_id
        where held.membership_id = m.id and r.effective_permissions @> array['sso:manage'])
      and not exists (select 1 from mail_messages sent where sent.idempotency_key
        = 'certificate/' || ending."certificateId" || '/' || ending.days || '/' || u.id)
    order by ending."notAfter", u.id limit ${most}`;
}

function mailOf(warning: DueWarning) {
  const { certificateId, days, userId, organizationId, connectionId } = warning;
  return {
    to: warning.email,
    organizationId,
    userId,
    invitationId: null,
    idempotencyKey: `certificate/${certificateId}/${days}/${userId}`,
    content: {
      kind: 'certificate_expiry',
      organizationId,
      organizationName: warning.organizationName,
      connectionId,
      connectionName: connectionLabel({ ...warning, type: 'SAML' }),
      certificateName: warning.certificateName,
      expiresAt: warning.notAfter.toISOString(),
    },
  } as const;
}
