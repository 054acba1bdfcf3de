/** How long a login lasts: so long without use, and so long at most. Seconds. */
export const idleSeconds = 14 * 86_400;
export const absoluteSeconds = 30 * 86_400;

/** A session's use is written at most this often. */
export const touchSeconds = 300;
