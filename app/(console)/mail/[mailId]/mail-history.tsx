import { TimelineStep } from '@/components/ui/timeline-step';
import type { MailHistoryEvent } from '@/lib/mail/get-mail';
import { mailEventWords } from '../mail-words';

/** The steps of a message, the first at the top. */
export function MailHistory({ history }: { history: readonly MailHistoryEvent[] }) {
  return (
    <ol className="relative">
      {history.map((event, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what happened is only ever added to
        <HistoryStep key={index} event={event} isLast={index === history.length - 1} />
      ))}
    </ol>
  );
}

function HistoryStep({ event, isLast }: { event: MailHistoryEvent; isLast: boolean }) {
  return (
    <TimelineStep {...mailEventWords(event.type)} at={event.at} isLast={isLast}>
      {event.detail && <p className="mt-0.5 text-ink-2 wrap-anywhere">{event.detail}</p>}
    </TimelineStep>
  );
}
