import type { InvitationMail, MailFrame } from '@/lib/mail/mail-content';
import type { Letter, LetterFact } from './letter';
import { formatDay, formatMoment } from './moment';
import { plainName, safeName } from './safe-name';

/** To an invitee: who invites them to what, and the button that joins. */
export function invitationLetter(content: MailFrame & InvitationMail, url: string): Letter {
  const organization = safeName(content.organizationName);
  const application = safeName(content.applicationName);
  return {
    subject: `Join ${plainName(content.organizationName)} on ${plainName(content.applicationName)}`,
    preview: `${safeName(content.inviterName)} invited you. There is no password to choose.`,
    heading: `Join ${organization} on ${application}`,
    paragraphs: [
      `${safeName(content.inviterName)} invited you. The button is all it takes; there is no password to choose.`,
    ],
    facts: invitationFacts(content),
    button: { label: `Join ${organization}`, url },
    notes: invitationNotes(content),
  };
}

/** What an invitation grants and until when. */
export function invitationFacts(content: InvitationMail): LetterFact[] {
  const several = content.roleNames.includes(', ');
  const facts = [
    { label: 'Organization', value: safeName(content.organizationName) },
    { label: several ? 'Roles' : 'Role', value: safeName(content.roleNames) },
    { label: 'Invited by', value: safeName(content.inviterName) },
    { label: 'Open until', value: formatDay(content.expiresAt) },
  ];
  // Somebody whose roles were taken away meanwhile.
  return facts.filter(({ value }) => value !== '');
}

/** The small print of an invitation. */
export function invitationNotes(content: InvitationMail): string[] {
  return [
    `The link is meant for you alone and works once, until ${formatMoment(content.expiresAt)}.`,
    'Not expecting this? You can ignore this message; nothing happens until you press the button.',
  ];
}
