import type { IncomingMessage, ServerResponse } from 'node:http';
import { authorize } from '@/lib/authz/authorize';
import { actorId, actorUserId } from '@/lib/authz/context';
import { isUsherError } from '@/lib/errors';
import { readCtx, readPortalCtx } from '../context';
import { endPlain } from '../http/handle-request';
import { onlyMethods } from '../http/only-methods';
import type { Changes } from './changes';

/** Less than half of what components/live/follow-changes.ts waits for. */
const heartbeatMilliseconds = 20_000;
/** A stream ends after this long; the browser opens another, which is authorised anew. */
const lifetimeMilliseconds = 300_000;
/** A tab that is in view has one; more than this of one person in one process is no person any more. */
const streamsPerPerson = 30;

export interface LiveStreams {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** `GET /live/portal/{id}`: the same for whoever has opened a set-up link of the organization. */
  handlePortal(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Ends every open stream and opens no other, for a shutdown that waits for nobody. */
  closeAll(): void;
}

/**
 * `GET /live/organizations/{id}`: an event stream that says "change" and nothing more; the page then asks again. A "beat"
 * now and then shows that it still stands.
 */
export function liveStreams(changes: Changes): LiveStreams {
  /** Each with the id of whoever follows it, and what ends it. */
  const open = new Map<ServerResponse, { readonly followerId: string; readonly end: () => void }>();
  let isClosing = false;
  const answerTo = (findFollower: FindFollower) =>
    onlyMethods(['GET'], async (request, response) => {
      const organizationId = request.url?.split(/[/?]/)[3] ?? '';
      const followerId = await findFollower(request, organizationId);
      if (!followerId) return endPlain(response, 404, 'There is nothing to follow here.');
      const already = [...open.values()].filter((other) => other.followerId === followerId).length;
      if (already >= streamsPerPerson) return endPlain(response, 429, 'Too many of your tabs are open.');
      if (isClosing) return endPlain(response, 503, 'Usher is ending here. Try again.');
      response.once('close', () => open.delete(response));
      open.set(response, { followerId, end: follow(response, organizationId, changes) });
    });
  return {
    handle: answerTo(findPerson),
    handlePortal: answerTo(findPortal),
    closeAll() {
      isClosing = true;
      for (const { end } of open.values()) end();
    },
  };
}

/** The id of whoever asks, if they may follow the organization; else null, as if there were no such thing. */
type FindFollower = (request: IncomingMessage, organizationId: string) => Promise<string | null>;

/** Whoever may see the organization's people. */
const findPerson: FindFollower = async (request, organizationId) => {
  const ctx = await readCtx(request);
  return unlessRefused(() => actorUserId(authorize(ctx, 'membership.list', organizationId)));
};

/** Whoever sets the organization up, whatever their link is about. */
const findPortal: FindFollower = async (request, organizationId) => {
  const ctx = await readPortalCtx(request);
  return unlessRefused(() => actorId(authorize(ctx, 'domain.list', organizationId)));
};

function unlessRefused(find: () => string | null): string | null {
  try {
    return find();
  } catch (error) {
    if (!isUsherError(error)) throw error;
    return null;
  }
}

/** Returns what ends it: nothing may be written to an answer that has ended, even while it is still on its way. */
function follow(response: ServerResponse, organizationId: string, changes: Changes): () => void {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no',
  });
  response.write('retry: 1000\nevent: hello\ndata:\n\n');
  const say = (event: 'change' | 'beat') => response.write(`event: ${event}\ndata:\n\n`);
  const unsubscribe = changes.subscribe(organizationId, () => say('change'));
  const heartbeat = setInterval(() => say('beat'), heartbeatMilliseconds);
  const leave = () => {
    unsubscribe();
    clearInterval(heartbeat);
    clearTimeout(lifetime);
  };
  const end = () => {
    leave();
    response.end();
  };
  const lifetime = setTimeout(end, lifetimeMilliseconds);
  response.once('close', leave);
  return end;
}
