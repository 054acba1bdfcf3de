import type { InvitationMail, MailFrame } from '@/lib/mail/mail-content';
import { invitationFacts, invitationNotes } from './invitation';
import type { Letter } from './letter';
import { formatDay } from './moment';
import { plainName, safeName } from './safe-name';

/** To an invitee who has not joined yet: the same link once more. */
export function invitationReminderLetter(content: MailFrame & InvitationMail, url: string): Letter {
  const organization = safeName(content.organizationName);
  const inviter = safeName(content.inviterName);
  return {
    subject: `Reminder: join ${plainName(content.organizationName)} on ${plainName(content.applicationName)}`,
    preview: `The invitation from ${inviter} is open until ${formatDay(content.expiresAt)}.`,
    heading: `Your place in ${organization} is waiting`,
    paragraphs: [
      `${inviter} invited you to ${organization} on ${safeName(content.applicationName)}. The button is all it takes; there is no password to choose.`,
    ],
    facts: invitationFacts(content),
    button: { label: `Join ${organization}`, url },
    notes: invitationNotes(content),
  };
}
