import type { LoginAttemptRow } from '@/lib/login-log/list-login-attempts';
import { ButtonLink } from '../ui/button';
import { SectionHeader } from '../ui/page-header';
import { LoginTable } from './login-table';

export type RecentLoginsProps = {
  rows: readonly LoginAttemptRow[];
  /** What the page of an attempt begins with: its id follows. */
  path: string;
  /** Where all of them are. */
  allHref: string;
  /** The server's clock, as ISO text. */
  now: string;
};

/** The last logins by one connection: whether it works is seen here first. */
export function RecentLogins({ rows, path, allHref, now }: RecentLoginsProps) {
  return (
    <section aria-labelledby="logins" className="pt-9 pb-3">
      <div className="px-7 pb-4 max-tablet:px-4">
        <SectionHeader
          title={<span id="logins">Logins</span>}
          description={
            rows.length > 0
              ? 'The last ones by this connection. Each opens to its steps, and to why it was refused if it was.'
              : 'Nobody has logged in by this connection yet.'
          }
          actions={rows.length > 0 && <ButtonLink href={allHref}>Show all</ButtonLink>}
        />
      </div>
      {rows.length > 0 && <LoginTable rows={rows} path={path} now={now} />}
    </section>
  );
}
