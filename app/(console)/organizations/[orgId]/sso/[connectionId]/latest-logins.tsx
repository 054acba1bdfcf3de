import { LoginTable } from '@/components/logins/login-table';
import { ButtonLink } from '@/components/ui/button';
import { SectionHeader } from '@/components/ui/page-header';
import type { ConnectionRef } from '@/lib/connections/connection.schema';
import { listLoginAttempts } from '@/lib/login-log/list-login-attempts';
import { listLoginAttemptsSchema } from '@/lib/login-log/login-log.schema';
import { answerPage } from '../../../../answer-page';

const most = 5;

/** The latest attempts to log in by a connection; nothing while there was none. */
export async function LatestLogins({ organizationId, connectionId, now }: ConnectionRef & { now: string }) {
  const view = listLoginAttemptsSchema.parse({ organizationId, connectionId });
  const { rows } = await answerPage((ctx) => listLoginAttempts(ctx, view, most));
  if (rows.length === 0) return null;
  const path = `/organizations/${organizationId}/logins`;
  return (
    <section aria-label="Latest logins" className="pt-6">
      <div className="px-7 pb-3 max-tablet:px-4">
        <SectionHeader
          title="Latest logins"
          actions={
            <ButtonLink size="small" href={`${path}?connection=${connectionId}`}>
              See all
            </ButtonLink>
          }
        />
      </div>
      <LoginTable rows={rows} path={path} now={now} />
    </section>
  );
}
