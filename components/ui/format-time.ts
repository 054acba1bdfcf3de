export type TimeZone = { timeZone?: string | undefined };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * How long ago or ahead, in words: "Just now", "4 min ago", "1 hour ago", "Yesterday", "5 days ago", "in 2 days",
 * and the date beyond a week. Days are calendar days of the time zone (UTC unless given), so that "Yesterday" is true.
 */
export function formatRelativeTime(iso: string, now: string, { timeZone = 'UTC' }: TimeZone = {}): string {
  const then = new Date(iso);
  const distance = then.getTime() - new Date(now).getTime();
  const span = Math.abs(distance);
  if (span < MINUTE) return distance > 30_000 ? 'in a minute' : 'Just now';
  if (span < HOUR) return withDirection(`${Math.floor(span / MINUTE)} min`, distance);
  const days = calendarDay(then, timeZone) - calendarDay(new Date(now), timeZone);
  if (span < 12 * HOUR || days === 0) return withDirection(count(Math.floor(span / HOUR), 'hour'), distance);
  if (days === -1) return 'Yesterday';
  if (days === 1) return 'Tomorrow';
  if (Math.abs(days) <= 7) return withDirection(count(Math.abs(days), 'day'), distance);
  return formatDate(iso, { timeZone });
}

/** "18 Nov 2026", in the time zone (UTC unless given). */
export function formatDate(iso: string, { timeZone = 'UTC' }: TimeZone = {}): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone,
  });
  // Some versions of the Unicode tables shorten September to four letters.
  return format.format(new Date(iso)).replace('Sept', 'Sep');
}

/** "18 Nov 2026, 14:03 UTC", in the time zone (UTC unless given), which it names. */
export function formatDateTime(iso: string, { timeZone = 'UTC' }: TimeZone = {}): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
    timeZoneName: 'short',
  });
  return `${formatDate(iso, { timeZone })}, ${format.format(new Date(iso))}`;
}

/** What is left until a moment: "15 days left", "3 hours left", "less than an hour left"; undefined once it has passed. */
export function formatTimeLeft(iso: string, now: string): string | undefined {
  const left = new Date(iso).getTime() - new Date(now).getTime();
  if (left <= 0) return undefined;
  if (left < HOUR) return 'less than an hour left';
  if (left < 2 * DAY) return `${count(Math.floor(left / HOUR), 'hour')} left`;
  // An offer of 15 days says 15 days on its first day, not 14.
  return `${count(Math.ceil(left / DAY), 'day')} left`;
}

function withDirection(text: string, distance: number): string {
  return distance < 0 ? `${text} ago` : `in ${text}`;
}

function count(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}

/** The number of the calendar day in the time zone; only differences mean something. */
function calendarDay(date: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return Date.parse(`${parts.format(date)}T00:00:00Z`) / DAY;
}
