import { getCtx } from '@/server/context';
import { openMessage, readMailbox } from '../read-mailbox';

/** The local mailbox for programs: the newest messages, rendered; `?to=` names one recipient. */
export async function GET(request: Request): Promise<Response> {
  const headers = { 'cache-control': 'no-store' };
  const to = new URL(request.url).searchParams.get('to') ?? undefined;
  const messages = await readMailbox(await getCtx(), to);
  if (!messages) return Response.json({ error: 'There is no such page.' }, { status: 404, headers });
  const opened = await Promise.all(messages.map(openMessage));
  const answer = opened.map(({ id, to, from, subject, html, text, createdAt }) => {
    return { id, to, from, subject, html, text, created_at: createdAt };
  });
  return Response.json(answer, { headers });
}
