import type { ReactNode } from 'react';
import { classNames } from './class-names';

export type StatusTone = 'ok' | 'wait' | 'bad' | 'off' | 'info';

const TONES: Record<StatusTone, string> = {
  ok: 'text-ok',
  wait: 'text-wait',
  bad: 'text-bad',
  off: 'text-off',
  info: 'text-info',
};

/** The shape differs too, so that the tones stay apart without colour. */
const DOTS: Record<StatusTone, string> = {
  ok: 'rounded-full bg-current',
  wait: 'rounded-full border-2 border-current',
  bad: 'rotate-45 rounded-[1.5px] bg-current',
  off: 'h-0.5! rounded-full bg-current',
  info: 'rounded-[2px] bg-current',
};

export type StatusProps = {
  tone: StatusTone;
  /** The word that says the status. */
  children: ReactNode;
  /** A second line in small type: since when, why. */
  note?: ReactNode;
  /** The note is the news (red) rather than a detail. */
  noteTone?: 'quiet' | 'bad' | 'wait';
  className?: string | undefined;
};

/** A word with a mark in its colour, and a note under it. */
export function Status({ tone, children, note, noteTone = 'quiet', className }: StatusProps) {
  const noteColor = { quiet: 'text-ink-3', bad: 'text-bad', wait: 'text-wait' }[noteTone];
  return (
    <span className={classNames('inline-block max-w-full align-middle', className)}>
      <span
        className={classNames('flex w-fit items-center gap-1.5 whitespace-nowrap font-medium', TONES[tone])}
      >
        <StatusMark tone={tone} />
        {children}
      </span>
      {note && <span className={classNames('block text-sm', noteColor)}>{note}</span>}
    </span>
  );
}

/** The mark alone, for places where the word stands elsewhere. */
export function StatusMark({ tone }: { tone: StatusTone }) {
  return (
    <span aria-hidden="true" className={classNames('grid size-2 shrink-0 place-items-center', TONES[tone])}>
      <span className={classNames('block size-[7px]', DOTS[tone])} />
    </span>
  );
}
