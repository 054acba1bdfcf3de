import type { MailContent } from '@/lib/mail/mail-content';
import type { Letter } from './letter';
import { plainName, safeName } from './safe-name';

type Content = Extract<MailContent, { kind: 'staff_welcome' }>;

/** To a new member of staff: where to sign in. The link proves nothing; signing in takes a link of its own. */
export function staffWelcomeLetter(content: Content, url: string): Letter {
  const application = safeName(content.applicationName);
  const inviter = safeName(content.inviterName);
  return {
    subject: `You look after the users of ${plainName(content.applicationName)} now`,
    preview: `${inviter} added you to the staff.`,
    heading: `Welcome to the staff of ${application}`,
    paragraphs: [
      `${inviter} added you to the people who look after the organizations and users of ${application}.`,
      'Sign in with this email address; there is no password to choose.',
    ],
    facts: [
      { label: 'Staff role', value: roleName(content.staffRole) },
      { label: 'Added by', value: inviter },
    ],
    button: { label: 'Sign in', url },
    notes: ['Not expecting this? You can ignore this message, or tell the person who added you.'],
  };
}

function roleName(staffRole: string): string {
  const role = safeName(staffRole);
  return role.slice(0, 1).toUpperCase() + role.slice(1).toLowerCase();
}
