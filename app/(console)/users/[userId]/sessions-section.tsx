import { Monitor, Smartphone } from 'lucide-react';
import { SectionHeader } from '@/components/ui/page-header';
import { RelativeTime } from '@/components/ui/relative-time';
import { describeDevice } from '@/lib/sessions/device';
import type { SessionRecord } from '@/lib/sessions/session-record';
import { RevokeAllSessionsButton, RevokeSessionButton } from './revoke-session-buttons';

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
          <SessionRow key={session.id} session={session} mayEnd={mayEnd} now={now} />
        ))}
      </ul>
    </section>
  );
}

type RowProps = Pick<SessionsSectionProps, 'mayEnd' | 'now'> & { session: SessionRecord };

function SessionRow({ session, mayEnd, now }: RowProps) {
  const { name, type } = describeDevice(session.userAgent);
  const Icon = type === 'mobile' || type === 'tablet' ? Smartphone : Monitor;
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <Icon aria-hidden="true" className="mx-1.5 text-ink-3" />
      <div className="min-w-0 grow">
        <p className="font-strong">{name}</p>
        <p className="text-ink-3 text-sm wrap-anywhere">
          {session.ip && `${session.ip} · `}last seen{' '}
          <RelativeTime iso={session.lastSeenAt.toISOString()} now={now} inSentence /> · signed in{' '}
          <RelativeTime iso={session.createdAt.toISOString()} now={now} inSentence />
        </p>
      </div>
      {mayEnd && <RevokeSessionButton sessionId={session.id} device={name} />}
    </li>
  );
}
