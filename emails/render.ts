import { render } from '@react-email/render';
import { createElement } from 'react';
import type { MailContent } from '@/lib/mail/mail-content';
import { certificateExpiryLetter } from './certificate-expiry';
import { connectionChangeLetter } from './connection-change';
import { invitationLetter } from './invitation';
import { invitationReminderLetter } from './invitation-reminder';
import { joinLinkLetter } from './join-link';
import type { Letter } from './letter';
import { LetterHtml } from './letter-html';
import { letterText } from './letter-text';
import { passwordlessLetter } from './passwordless';
import { renewalRequestLetter } from './renewal-request';
import { signInLinkLetter } from './sign-in-link';
import { staffWelcomeLetter } from './staff-welcome';

/** Where the button leads, and the code; made when the message is rendered, since both may prove a mailbox. */
export interface MailLinks {
  readonly action: string | null;
  readonly code?: string;
}

export interface RenderedMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/**
 * A message as it is mailed. The same content and links give the same bytes, always: the provider refuses an
 * idempotency key that comes back with another body. Names in it cannot bring HTML, header lines or links of their own.
 */
export async function renderMail(content: MailContent, links: MailLinks): Promise<RenderedMail> {
  const letter = letterOf(content, links);
  const html = await render(createElement(LetterHtml, { letter, frame: content }));
  return { subject: letter.subject, html, text: letterText(letter, content) };
}

/** The subject alone, without rendering the rest. */
export function mailSubject(content: MailContent): string {
  return letterOf(content, { action: '' }).subject;
}

function letterOf(content: MailContent, links: MailLinks): Letter {
  if (content.kind === 'passwordless') return passwordlessLetter(content, links);
  const action = links.action ?? '';
  switch (content.kind) {
    case 'invitation':
      return invitationLetter(content, action);
    case 'invitation_reminder':
      return invitationReminderLetter(content, action);
    case 'sign_in_link':
      return signInLinkLetter(content, action);
    case 'join_link':
      return joinLinkLetter(content, action);
    case 'renewal_request':
      return renewalRequestLetter(content, action);
    case 'certificate_expiry':
      return certificateExpiryLetter(content, action);
    case 'connection_change':
      return connectionChangeLetter(content, action);
    case 'staff_welcome':
      return staffWelcomeLetter(content, action);
  }
}
