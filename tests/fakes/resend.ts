import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type EventPoster, eventPoster } from './resend-events';
import { parseJson, readText, resendMessageSchema, type TakenMessage } from './resend-message';

/**
 * How the next request is answered. `accept-silently` takes the message and never answers; `accept-and-drop` takes it
 * and cuts the connection; `time-out` takes nothing and never answers.
 */
export type FakeBehaviour =
  | { readonly kind: 'normal' }
  | { readonly kind: 'rate-limit'; readonly retryAfterSeconds?: number }
  | { readonly kind: 'error'; readonly status: number; readonly name?: string; readonly message?: string }
  | { readonly kind: 'garbage'; readonly status: number }
  | { readonly kind: 'time-out' }
  | { readonly kind: 'accept-silently' }
  | { readonly kind: 'accept-and-drop' };

export interface FakeResend extends EventPoster {
  readonly url: string;
  readonly apiKey: string;
  readonly webhookSecret: string;
  /** Everything taken, oldest first. */
  messages(): readonly TakenMessage[];
  /** The newest message to this address, as soon as there is one. */
  waitForMessage(to: string, timeoutMilliseconds?: number): Promise<TakenMessage>;
  /** What requests held that Resend or Usher's own rules would not allow; empty in a healthy test. */
  complaints(): readonly string[];
  /** How many requests arrived, answered or not. */
  requestCount(): number;
  /** Sets the answers of the next requests, one each; afterwards `normal`. */
  answerNext(...behaviours: readonly FakeBehaviour[]): void;
  stop(): Promise<void>;
}

interface State {
  readonly apiKey: string;
  readonly taken: TakenMessage[];
  readonly answered: Map<string, { readonly bodyHash: string; readonly id: string }>;
  readonly complaints: string[];
  readonly behaviours: FakeBehaviour[];
  readonly waiting: Set<() => void>;
  requestCount: number;
}

/**
 * A server on loopback that speaks Resend's API as far as Usher uses it, with its rules for idempotency keys, and signs
 * delivery events as Resend does. `port` 0 takes a free one.
 */
export async function startFakeResend(options: { port?: number } = {}): Promise<FakeResend> {
  const state: State = {
    apiKey: `re_${randomBytes(12).toString('hex')}`,
    taken: [],
    answered: new Map(),
    complaints: [],
    behaviours: [],
    waiting: new Set(),
    requestCount: 0,
  };
  const webhookSecret = `whsec_${randomBytes(24).toString('base64')}`;
  const server = createServer((request, response) => {
    void answer(state, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    webhookSecret,
    ...viewOf(state),
    ...eventPoster(() => state.taken, webhookSecret),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type View = Omit<FakeResend, 'url' | 'webhookSecret' | 'stop' | keyof EventPoster>;

function viewOf(state: State): View {
  return {
    apiKey: state.apiKey,
    messages: () => state.taken,
    waitForMessage: (to, timeoutMilliseconds) => waitForMessage(state, to, timeoutMilliseconds),
    complaints: () => state.complaints,
    requestCount: () => state.requestCount,
    answerNext: (...behaviours) => void state.behaviours.splice(0, Number.POSITIVE_INFINITY, ...behaviours),
  };
}

async function answer(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  state.requestCount += 1;
  const body = await readText(request);
  const behaviour = state.behaviours.shift() ?? { kind: 'normal' };
  switch (behaviour.kind) {
    case 'normal':
      return respond(response, take(state, request, body));
    case 'accept-silently':
      take(state, request, body);
      return;
    case 'accept-and-drop':
      take(state, request, body);
      response.destroy();
      return;
    case 'time-out':
      return;
    case 'garbage':
      response.writeHead(behaviour.status, { 'content-type': 'text/html' });
      response.end('<html><body>upstream {{error}}');
      return;
    case 'rate-limit': {
      const message = 'Too many requests. You can only make 2 requests per second.';
      response.setHeader('retry-after', String(behaviour.retryAfterSeconds ?? 1));
      return respond(response, refusal(429, 'rate_limit_exceeded', message));
    }
    case 'error': {
      const { status, name = 'application_error', message = 'Something is wrong.' } = behaviour;
      return respond(response, refusal(status, name, message));
    }
  }
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Checks a request as Resend does, and stores its message unless its key was used before. */
function take(state: State, request: IncomingMessage, body: string): Answer {
  if (request.method !== 'POST' || request.url !== '/emails') {
    return complain(state, 405, 'method_not_allowed', `${request.method} ${request.url}`);
  }
  if (request.headers.authorization !== `Bearer ${state.apiKey}`) {
    return refusal(401, 'invalid_api_key', 'API key is invalid');
  }
  const key = request.headers['idempotency-key']?.toString() ?? '';
  if (!/^[\x21-\x7e]{1,256}$/.test(key)) {
    return complain(state, 400, 'invalid_idempotency_key', 'The key must have 1 to 256 characters');
  }
  const bodyHash = createHash('sha256').update(body).digest('hex');
  const before = state.answered.get(key);
  if (before && before.bodyHash !== bodyHash) {
    const message = 'Same idempotency key used with a different request payload.';
    return refusal(409, 'invalid_idempotent_request', message);
  }
  if (before) return { status: 200, body: { id: before.id } };
  const message = resendMessageSchema.safeParse(parseJson(body));
  if (!message.success) return complain(state, 422, 'validation_error', message.error.message);
  const id = randomUUID();
  state.answered.set(key, { bodyHash, id });
  state.taken.push({ ...message.data, id, idempotencyKey: key, takenAt: new Date() });
  for (const wake of state.waiting) wake();
  return { status: 200, body: { id } };
}

function complain(state: State, status: number, name: string, message: string): Answer {
  state.complaints.push(`${status} ${name}: ${message}`);
  return refusal(status, name, message);
}

function refusal(statusCode: number, name: string, message: string): Answer {
  return { status: statusCode, body: { statusCode, name, message } };
}

function respond(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

async function waitForMessage(state: State, to: string, timeoutMilliseconds = 10_000): Promise<TakenMessage> {
  const find = () => state.taken.findLast((message) => message.to === to);
  const found = find();
  if (found) return found;
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      state.waiting.delete(look);
    };
    const look = () => {
      const message = find();
      if (!message) return;
      stop();
      resolve(message);
    };
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`No message to ${to} within ${timeoutMilliseconds} ms`));
    }, timeoutMilliseconds);
    state.waiting.add(look);
  });
}
