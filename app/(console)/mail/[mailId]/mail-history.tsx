import { DateTime } from '@/components/ui/relative-time';
import { StatusMark } from '@/components/ui/status';
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
  const { label, tone } = mailEventWords(event.type);
  return (
    <li className="relative flex gap-3.5 pb-5 last:pb-0">
      {!isLast && (
        <span
          aria-hidden="true"
          className="absolute top-[22px] bottom-[-2px] left-[9.5px] w-px bg-line-strong"
        />
      )}
      <span className="grid size-5 shrink-0 place-items-center">
        <StatusMark tone={tone} />
      </span>
      <div className="min-w-0 grow">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <p className="font-strong">{label}</p>
          <DateTime iso={event.at.toISOString()} withTime className="text-ink-3 text-sm tabular-nums" />
        </div>
        {event.detail && <p className="mt-0.5 text-ink-2 wrap-anywhere">{event.detail}</p>}
      </div>
    </li>
  );
}
