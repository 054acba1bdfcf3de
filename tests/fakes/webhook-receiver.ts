import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pollUntil } from '@/scripts/processes';
import { readText } from './resend-message';

/** One request, as it came. */
export interface ReceivedWebhook {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The body as JSON. */
  readonly event: { readonly id: string; readonly type: string; readonly data: unknown };
}

/** How the next request is answered; a function may do anything else. */
export type ReceiverBehaviour =
  | { readonly status: number; readonly body?: string }
  | ((response: ServerResponse) => void);

export interface WebhookReceiver {
  readonly url: string;
  received(): readonly ReceivedWebhook[];
  /** For the next requests, one after another; afterwards everything is taken with 200. */
  answerNext(...behaviours: ReceiverBehaviour[]): void;
  /** Those of one event, once there are as many. */
  waitFor(fits: (webhook: ReceivedWebhook) => boolean, count?: number): Promise<readonly ReceivedWebhook[]>;
  stop(): Promise<void>;
}

/** An application's end of a webhook, on a loopback port of its own. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const taken: ReceivedWebhook[] = [];
  const behaviours: ReceiverBehaviour[] = [];
  const server = createServer(async (request, response) => {
    taken.push(await read(request));
    const behaviour = behaviours.shift() ?? { status: 200, body: 'Thank you.' };
    if (typeof behaviour === 'function') behaviour(response);
    else response.writeHead(behaviour.status).end(behaviour.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
    received: () => taken,
    answerNext: (...next) => void behaviours.splice(0, Number.POSITIVE_INFINITY, ...next),
    async waitFor(fits, count = 1) {
      await pollUntil(async () => taken.filter(fits).length >= count, 20_000);
      return taken.filter(fits);
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function read(request: IncomingMessage): Promise<ReceivedWebhook> {
  const body = await readText(request);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  return { headers, body, event: JSON.parse(body) };
}
