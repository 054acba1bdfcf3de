export type SeatsUsedProps = {
  used: number;
  /** Null: no limit. */
  cap: number | null;
};

/** "212 of 250"; says so when no seat is left. On phones, where no heading stands above, it says of what. */
export function SeatsUsed({ used, cap }: SeatsUsedProps) {
  const count = used.toLocaleString('en');
  if (cap === null) {
    return (
      <span className="tabular-nums">
        {count}
        <span className="text-ink-3 tablet:hidden"> {used === 1 ? 'user' : 'users'}</span>
      </span>
    );
  }
  const isFull = used >= cap;
  return (
    <span className="whitespace-nowrap tabular-nums">
      {count} <span className="text-ink-3">of {cap.toLocaleString('en')}</span>
      <span className="text-ink-3 tablet:hidden"> seats</span>
      {isFull && <span className="ml-1.5 font-medium text-wait">full</span>}
    </span>
  );
}
