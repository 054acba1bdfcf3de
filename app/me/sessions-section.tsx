import { SessionRow } from '@/components/sessions/session-row';
import { Chip } from '@/components/ui/chip';
import { SectionHeader } from '@/components/ui/page-header';
import { describeDevice } from '@/lib/sessions/device';
import type { OwnSession } from '@/lib/sessions/list-sessions';
import { endSessionAction } from './actions';
import { EndOtherSessionsButton } from './end-other-sessions-button';

type Props = { sessions: readonly OwnSession[]; now: string };

/** Where the person is signed in; this browser first. */
export function SessionsSection({ sessions, now }: Props) {
  const ordered = [...sessions].sort((a, b) => Number(b.current) - Number(a.current));
  const others = ordered
    .filter((session) => !session.current)
    .map(({ userAgent }) => describeDevice(userAgent).name);
  return (
    <section aria-labelledby="sessions" className="flex flex-col gap-4">
      <SectionHeader
        title={<span id="sessions">Sessions</span>}
        description="Browsers that are signed in as you. End what you do not recognise."
        actions={others.length > 0 && <EndOtherSessionsButton devices={others} />}
      />
      <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line">
        {ordered.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            device={describeDevice(session.userAgent)}
            meta={session.current && <Chip tone="ok">This browser</Chip>}
            end={session.current ? null : endSessionAction}
            now={now}
          />
        ))}
      </ul>
    </section>
  );
}
