import type { IncomingMessage } from 'node:http';
import { z } from 'zod';

const mailbox = /^(?:[^<>\r\n]+ <[^<>\s@]+@[^<>\s@]+>|[^<>\s@]+@[^<>\s@]+)$/;
const tag = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9_-]{1,256}$/),
  value: z.string().regex(/^[A-Za-z0-9_-]{1,256}$/),
});

/**
 * What Usher may send to `POST /emails`, and nothing else: one recipient, both versions of the text, the tags that find
 * the message again. Header fields on one line.
 */
export const resendMessageSchema = z.strictObject({
  from: z.string().regex(mailbox),
  to: z.string().regex(/^[^<>\s@,;]+@[^<>\s@,;]+$/),
  subject: z.string().regex(/^[^\p{Cc}]{1,998}$/u),
  html: z.string().startsWith('<!DOCTYPE html').endsWith('</html>'),
  text: z.string().min(1),
  reply_to: z
    .string()
    .regex(/^[^<>\s@,;]+@[^<>\s@,;]+$/)
    .optional(),
  tags: z.array(tag).min(1),
});

type ResendMessageBody = z.output<typeof resendMessageSchema>;

/** A message as the fake took it. */
export interface TakenMessage extends ResendMessageBody {
  readonly id: string;
  readonly idempotencyKey: string;
  readonly takenAt: Date;
}

export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
