/** An answer that takes longer is a no. */
const patienceMilliseconds = 5_000;

/** Whether the server can show a page now, so that asking for one is worth it. */
export async function isServerReady(): Promise<boolean> {
  try {
    const answer = await fetch('/readyz', {
      cache: 'no-store',
      signal: AbortSignal.timeout(patienceMilliseconds),
    });
    // Read to its end: what is left unread would be broken off when the patience is over.
    await answer.text();
    return answer.ok;
  } catch {
    return false;
  }
}
