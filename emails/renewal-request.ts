import type { MailFrame, RenewalRequestMail } from '@/lib/mail/mail-content';
import type { Letter } from './letter';
import { plainName, safeName } from './safe-name';

/** To an inviter: the link they sent expired, and the invitee asks for a new one. */
export function renewalRequestLetter(content: MailFrame & RenewalRequestMail, url: string): Letter {
  const organization = safeName(content.organizationName);
  // A checked address, and one to be copied: left as it is.
  const invitee = plainName(content.inviteeEmail);
  return {
    subject: `${invitee} asks for a new invitation to ${plainName(content.organizationName)}`,
    preview: 'Their link expired before they used it.',
    heading: 'A new invitation, please',
    paragraphs: [
      `${invitee} opened your invitation to ${organization} on ${safeName(content.applicationName)} after it had expired, and asks for a new one.`,
      'If they should still join, press Resend beside their name.',
    ],
    facts: [
      { label: 'Person', value: invitee },
      { label: 'Organization', value: organization },
    ],
    button: { label: `Users of ${organization}`, url },
    notes: [
      'Nothing is sent to them until you do. If they should not join any more, there is nothing to do.',
    ],
  };
}
