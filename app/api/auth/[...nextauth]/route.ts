import NextAuth from 'next-auth';
import { hasSmallBody } from '@/server/auth/has-small-body';
import { authOptions } from '@/server/auth/options';
import { getCtx } from '@/server/context';

type Handler = (request: Request, context: { params: Promise<{ nextauth: string[] }> }) => Promise<Response>;

/** next-auth's own ways in (its callback URL, whose GET consumes a token) do not exist here. */
const open = new Set(['session', 'csrf', 'signout']);

const handler: Handler = async (request, context) => {
  const { nextauth } = await context.params;
  if (nextauth.length !== 1 || !open.has(nextauth[0] ?? ''))
    return new Response('Not found\n', { status: 404 });
  if (!hasSmallBody(request)) return new Response('Too large\n', { status: 413 });
  const answer = NextAuth(authOptions(getCtx)) as Handler;
  return answer(request, context);
};

export { handler as GET, handler as POST };
