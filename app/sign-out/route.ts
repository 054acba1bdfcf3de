import { endThisSession } from '@/server/auth/end-this-session';

/**
 * Signs this browser out. A plain form posts here rather than to a server action: the browser then fetches the next
 * page itself, and nothing of the person who left stays in its memory. With an action Next would ask for that page
 * from here, as a visitor whom nobody knows.
 */
export async function POST(): Promise<Response> {
  await endThisSession();
  return new Response(null, {
    status: 303,
    headers: { Location: '/login?notice=signed_out', 'Cache-Control': 'no-store' },
  });
}
