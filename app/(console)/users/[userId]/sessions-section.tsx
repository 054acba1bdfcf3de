import { SessionRow } from '@/components/sessions/session-row';
import { SectionHeader } from '@/components/ui/page-header';
import { describeDevice } from '@/lib/sessions/device';
import type { SessionRecord } from '@/lib/sessions/session-record';
import { revokeSessionAction } from './actions';
import { RevokeAllSessionsButton } from './revoke-all-sessions-button';

interface SessionsSectionProps {
  readonly userId: string;
  /** Open ones, the newest first. */
  readonly sessions: readonly SessionRecord[];
  readonly mayEnd: boolean;
  readonly now: string;
}

/** Where a person is signed in; nothing is shown where they are not. */
export function SessionsSection({ userId, sessions, mayEnd, now }: SessionsSectionProps) {
  if (sessions.length === 0) return null;
  const devices = sessions.map(({ userAgent }) => describeDevice(userAgent).name);
  return (
    <section
      aria-labelledby="sessions"
      className="flex max-w-[740px] flex-col gap-4 px-7 pt-9 pb-3 max-tablet:px-4"
    >
      <SectionHeader
        title={<span id="sessions">Sessions</span>}
        description="Browsers that are signed in as this person. Ending one logs it out of every application, too."
        actions={
          mayEnd && sessions.length > 1 && <RevokeAllSessionsButton userId={userId} devices={devices} />
        }
      />
      <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line">
        {sessions.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            device={describeDevice(session.userAgent)}
            end={mayEnd ? revokeSessionAction : null}
            now={now}
          />
        ))}
      </ul>
    </section>
  );
}
