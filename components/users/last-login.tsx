import { RelativeTime } from '../ui/relative-time';

export type LastLoginProps = {
  /** Null: never. */
  at: Date | null;
  /** The server's clock, as ISO text. */
  now: string;
};

/** When somebody signed in last; on phones, where no heading stands above, it says of what. */
export function LastLogin({ at, now }: LastLoginProps) {
  if (!at) {
    return (
      <span className="text-ink-3">
        Never<span className="tablet:hidden"> signed in</span>
      </span>
    );
  }
  const iso = at.toISOString();
  return (
    <>
      <RelativeTime iso={iso} now={now} className="max-tablet:hidden" />
      <span className="tablet:hidden">
        Signed in <RelativeTime iso={iso} now={now} inSentence />
      </span>
    </>
  );
}
