import { Monitor, Smartphone } from 'lucide-react';
import { Chip } from '@/components/ui/chip';
import { SectionHeader } from '@/components/ui/page-header';
import { RelativeTime } from '@/components/ui/relative-time';
import { describeDevice } from '@/lib/sessions/device';
import type { OwnSession } from '@/lib/sessions/list-sessions';
import { EndOtherSessionsButton, EndSessionButton } from './end-session-buttons';

type Props = { sessions: readonly OwnSession[]; now: string };

/** Where the person is signed in; this browser first. */
export function SessionsSection({ sessions, now }: Props) {
  const ordered = [...sessions].sort((a, b) => Number(b.current) - Number(a.current));
  const others = ordered.filter((session) => !session.current).map((session) => nameOf(session));
  return (
    <section aria-labelledby="sessions" className="flex flex-col gap-4">
      <SectionHeader
        title={<span id="sessions">Sessions</span>}
        description="Browsers that are signed in as you. End what you do not recognise."
        actions={others.length > 0 && <EndOtherSessionsButton devices={others} />}
      />
      <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line">
        {ordered.map((session) => (
          <SessionRow key={session.id} session={session} now={now} />
        ))}
      </ul>
    </section>
  );
}

function SessionRow({ session, now }: { session: OwnSession; now: string }) {
  const { type } = describeDevice(session.userAgent);
  const Icon = type === 'mobile' || type === 'tablet' ? Smartphone : Monitor;
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <Icon aria-hidden="true" className="mx-1.5 text-ink-3" />
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-strong">
          {nameOf(session)}
          {session.current && <Chip tone="ok">This browser</Chip>}
        </p>
        <p className="text-ink-3 text-sm wrap-anywhere">
          {session.ip && `${session.ip} · `}last seen{' '}
          <RelativeTime iso={session.lastSeenAt.toISOString()} now={now} inSentence /> · signed in{' '}
          <RelativeTime iso={session.createdAt.toISOString()} now={now} inSentence />
        </p>
      </div>
      {!session.current && <EndSessionButton sessionId={session.id} device={nameOf(session)} />}
    </li>
  );
}

function nameOf(session: OwnSession): string {
  return describeDevice(session.userAgent).name;
}
