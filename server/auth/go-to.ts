import { headers } from 'next/headers';
import { redirect } from 'next/navigation';

/**
 * Sends this browser to `path` from a server action: a plain form by a redirect, a form with scripts by an address that the
 * page must go to itself. Next would answer a redirect of the latter by asking for the path from here: what it begins would
 * begin twice, and the cookies of its answer would never reach the browser.
 */
export async function goTo(path: string): Promise<{ step: 'ask'; goTo: string }> {
  if ((await headers()).has('next-action')) return { step: 'ask', goTo: path };
  redirect(path);
}
