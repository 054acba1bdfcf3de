import type { IncomingMessage, ServerResponse } from 'node:http';
import { authorize } from '@/lib/authz/authorize';
import { actorUserId } from '@/lib/authz/context';
import { isUsherError } from '@/lib/errors';
import { readCtx } from '../context';
import { endPlain } from '../http/handle-request';
import { onlyMethods } from '../http/only-methods';
import type { Changes } from './changes';

const heartbeatMilliseconds = 20_000;
/** A stream ends after this long; the browser opens another, which is authorised anew. */
const lifetimeMilliseconds = 300_000;
/** A tab that is in view has one; more than this of one person in one process is no person any more. */
const streamsPerPerson = 30;

export interface LiveStreams {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Ends every open stream and opens no other, for a shutdown that waits for nobody. */
  closeAll(): void;
}

/** `GET /live/organizations/{id}`: an event stream that says "change" and nothing more; the page then asks again. */
export function liveStreams(changes: Changes): LiveStreams {
  /** Each with the id of whoever follows it. */
  const open = new Map<ServerResponse, string>();
  let isClosing = false;
  return {
    handle: onlyMethods(['GET'], async (request, response) => {
      const organizationId = request.url?.split(/[/?]/)[3] ?? '';
      const userId = await findFollower(request, organizationId);
      if (!userId) return endPlain(response, 404, 'There is nothing to follow here.');
      const already = [...open.values()].filter((other) => other === userId).length;
      if (already >= streamsPerPerson) return endPlain(response, 429, 'Too many of your tabs are open.');
      if (isClosing) return endPlain(response, 503, 'Usher is ending here. Try again.');
      open.set(response, userId);
      follow(response, organizationId, changes, () => open.delete(response));
    }),
    closeAll() {
      isClosing = true;
      for (const response of open.keys()) response.end();
    },
  };
}

/** The id of whoever asks, if they may see the organization's people; else null, as if there were no such thing. */
async function findFollower(request: IncomingMessage, organizationId: string): Promise<string | null> {
  try {
    return actorUserId(authorize(await readCtx(request), 'membership.list', organizationId));
  } catch (error) {
    if (!isUsherError(error)) throw error;
    return null;
  }
}

function follow(response: ServerResponse, organizationId: string, changes: Changes, onEnd: () => void): void {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no',
  });
  response.write('retry: 1000\nevent: hello\ndata:\n\n');
  const unsubscribe = changes.subscribe(organizationId, () => response.write('event: change\ndata:\n\n'));
  const heartbeat = setInterval(() => response.write(':\n\n'), heartbeatMilliseconds);
  const end = setTimeout(() => response.end(), lifetimeMilliseconds);
  response.once('close', () => {
    unsubscribe();
    clearInterval(heartbeat);
    clearTimeout(end);
    onEnd();
  });
}
