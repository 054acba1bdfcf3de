import { RefusedRequest, refusal } from './scim-errors';

/** Fewer than this process has connections to the database, which all customers share. */
const atOnce = 8;

/** No directory has so many requests on the way at a time. */
const mostWaiting = 100;

interface Line {
  running: number;
  readonly waiting: (() => void)[];
}

/** By organization: its directories wait for the same lock. Only this process's own connections are shared out so. */
const lines = new Map<string, Line>();

/**
 * Has something done for an organization when it is its turn, so that one whose requests are slow, or wait for each other,
 * leaves connections for everybody else. Refuses with 429 where very many wait already.
 */
export async function takeTurn<T>(organizationId: string, act: () => Promise<T>): Promise<T> {
  const line = lines.get(organizationId) ?? { running: 0, waiting: [] };
  lines.set(organizationId, line);
  if (line.waiting.length >= mostWaiting)
    throw new RefusedRequest(
      refusal(429, 'Too many requests at the same time: send fewer.', { 'Retry-After': '1' }),
    );
  if (line.running < atOnce) line.running += 1;
  else await new Promise<void>((resolve) => line.waiting.push(resolve));
  try {
    return await act();
  } finally {
    endTurn(organizationId, line);
  }
}

/** The turn goes to whoever waits longest. */
function endTurn(organizationId: string, line: Line): void {
  const next = line.waiting.shift();
  if (next) next();
  else line.running -= 1;
  if (line.running === 0) lines.delete(organizationId);
}
