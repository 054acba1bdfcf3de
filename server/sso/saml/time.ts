/** How far apart two well-kept clocks may be. */
export const allowedSkewMilliseconds = 60_000;

/** A time in UTC (Core section 1.3.3) in milliseconds; null for anything else. */
export function parseInstant(text: string | null): number | null {
  if (text === null || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/.test(text)) return null;
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) ? null : milliseconds;
}
