const day = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

/** "7 December 2026", the day in UTC of a moment in ISO 8601. */
export function formatDay(iso: string): string {
  return day.format(new Date(iso));
}

/** "7 December 2026, 09:30 UTC". */
export function formatMoment(iso: string): string {
  return `${formatDay(iso)}, ${new Date(iso).toISOString().slice(11, 16)} UTC`;
}
