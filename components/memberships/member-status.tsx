import { Fragment, type ReactNode } from 'react';
import type { MemberRow } from '@/lib/memberships/member-row';
import { classNames } from '../ui/class-names';
import { RelativeTime, TimeLeft } from '../ui/relative-time';
import { Status } from '../ui/status';
import { describeStatus, type NotePart } from './describe-status';

export type MemberStatusProps = {
  member: MemberRow;
  /** The server's clock, as ISO text. */
  now: string;
};

/** The status of somebody's membership, with its note under it; on phones the note stands elsewhere in the row. */
export function MemberStatus({ member, now }: MemberStatusProps) {
  const { tone, word, note, noteTone } = describeStatus(member);
  const line = note.length > 0 && <span className="max-tablet:hidden">{noteWords(note, now)}</span>;
  return (
    <Status tone={tone} note={line} noteTone={noteTone}>
      {word}
    </Status>
  );
}

const NOTE_COLOURS = { quiet: 'text-ink-3', bad: 'text-bad', wait: 'text-wait' };

/** The note alone, for the second line of a row on a phone; nothing where there is none. */
export function MemberStatusNote({ member, now }: MemberStatusProps) {
  const { note, noteTone } = describeStatus(member);
  if (note.length === 0) return null;
  return <span className={classNames('wrap-anywhere', NOTE_COLOURS[noteTone])}>{noteWords(note, now)}</span>;
}

function noteWords(note: readonly NotePart[], now: string): ReactNode {
  return note.map((part, index) => (
    <Fragment key={part.kind + String(index)}>
      {index > 0 && '\u00a0· '}
      <Words part={part} now={now} />
    </Fragment>
  ));
}

function Words({ part, now }: { part: NotePart; now: string }) {
  if (part.kind === 'text') return part.text;
  const iso = part.at.toISOString();
  if (part.kind === 'left')
    return <TimeLeft iso={iso} now={now} over="no time left" className="whitespace-nowrap" />;
  return (
    <span className="whitespace-nowrap">
      {part.text} <RelativeTime iso={iso} now={now} inSentence />
    </span>
  );
}
