import { z } from 'zod';
import { mailStates } from './mail';
import { mailKinds } from './mail-content';

/** Which messages to show; every field may come from a shared address, so nothing odd throws. */
export const listMailSchema = z.object({
  /** How the recipient's address begins, or exactly a message's, an invitation's or an organization's id. */
  search: z.string().trim().max(254).catch('').default(''),
  states: z.array(z.enum(mailStates)).catch([]).default([]),
  kinds: z.array(z.enum(mailKinds)).catch([]).default([]),
  /** Opaque, from `next` or `previous` of another page. */
  cursor: z.string().max(500).nullish().catch(null),
});

export const mailRefSchema = z.object({
  mailId: z.string().regex(/^msg_[0-9]{17,19}$/, 'There is no such message.'),
});

export type ListMailInput = z.output<typeof listMailSchema>;
export type MailRef = z.output<typeof mailRefSchema>;
