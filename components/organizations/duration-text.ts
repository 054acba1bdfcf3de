const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** "15 days", "12 hours", "90 seconds": the largest unit that says it exactly. */
export function formatDuration(seconds: number): string {
  const [unit, size] = units.find(([, unitSeconds]) => seconds % unitSeconds === 0) ?? units[3];
  const amount = seconds / size;
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}

/** The seconds of "15 days", "12 hours" or, meaning days, "15"; null for what is no duration. */
export function parseDuration(text: string): number | null {
  const match = /^(\d{1,9})\s*(?:(d|h|m|s)|(day|hour|minute|min|second|sec)s?)?$/.exec(
    text.trim().toLowerCase(),
  );
  if (!match) return null;
  const [, amount, letter, word] = match;
  const first = (letter ?? word ?? 'day').charAt(0);
  const size = units.find(([unit]) => unit.charAt(0) === first)?.[1];
  return size === undefined ? null : Number(amount) * size;
}
