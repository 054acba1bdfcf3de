import type { ReactNode } from 'react';
import { DateTime } from './relative-time';
import { StatusMark, type StatusTone } from './status';

export type TimelineStepProps = {
  tone: StatusTone;
  label: string;
  /** Shown beside the label; null: nothing is. */
  at: Date | null;
  /** No line leads on from it. */
  isLast: boolean;
  /** What more there is to say, below the label. */
  children?: ReactNode;
};

/** A thing that happened or will: an item of a list of them, joined by a line. */
export function TimelineStep({ tone, label, at, isLast, children }: TimelineStepProps) {
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
          <p className="min-w-0 font-strong wrap-anywhere">{label}</p>
          {at && <DateTime iso={at.toISOString()} withTime className="text-ink-3 text-sm tabular-nums" />}
        </div>
        {children}
      </div>
    </li>
  );
}
