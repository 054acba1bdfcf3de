import { WebhookVerificationError } from '@scalekit-sdk/node';
import express, { type Request, Router } from 'express';
import { scalekit, webhookSecret } from './settings.ts';

export const webhooks = Router();

interface ReceivedEvent {
  readonly id: string;
  readonly type: string;
  readonly receivedAt: Date;
}

const maximumKept = 20;

/** The newest first; in memory, since this is an example. */
let received: readonly ReceivedEvent[] = [];

export function receivedEvents(): readonly ReceivedEvent[] {
  return received;
}

webhooks.post('/webhooks', express.text({ type: () => true, limit: '1mb' }), (request, response) => {
  if (!webhookSecret) return response.status(503).send('SCALEKIT_WEBHOOK_SECRET is not set.\n');
  if (!isSigned(request, webhookSecret)) return response.status(400).send('The signature is not valid.\n');
  keep(JSON.parse(request.body));
  response.status(204).end();
});

function isSigned(request: Request, secret: string): boolean {
  try {
    return scalekit.verifyWebhookPayload(secret, request.headers as Record<string, string>, request.body);
  } catch (error) {
    if (error instanceof WebhookVerificationError) return false;
    throw error;
  }
}

/** An event may come more than once; its id tells. */
function keep({ id, type }: { id: string; type: string }): void {
  if (received.some((event) => event.id === id)) return;
  received = [{ id, type, receivedAt: new Date() }, ...received].slice(0, maximumKept);
}
