import type { MailContent } from '@/lib/mail/mail-content';
import type { Letter } from './letter';
import { formatMoment } from './moment';
import { plainName, safeName } from './safe-name';

type Content = Extract<MailContent, { kind: 'join_link' }>;

/** To someone unknown whose address is in a domain that is allowed to join: a link to a page with one button. */
export function joinLinkLetter(content: Content, url: string): Letter {
  const application = safeName(content.applicationName);
  const [only, ...others] = content.organizationNames;
  const organization = only !== undefined && others.length === 0 ? only : null;
  return {
    subject: organization
      ? `Join ${plainName(organization)} on ${plainName(content.applicationName)}`
      : `Join your team on ${plainName(content.applicationName)}`,
    preview: 'One press, and you are in.',
    heading: organization ? `Join ${safeName(organization)}` : `Join your team on ${application}`,
    paragraphs: [
      `Somebody, we hope you, asked to sign in to ${application} with this address. You have no account there yet, and you may join: people with an address like yours are welcome.`,
    ],
    facts: [
      {
        label: organization ? 'Organization' : 'Organizations',
        value: content.organizationNames.map(safeName).join(', '),
      },
      { label: 'Open until', value: formatMoment(content.expiresAt) },
    ],
    button: { label: organization ? 'Join' : 'Choose and join', url },
    notes: [
      'The link is meant for you alone and works once.',
      'Not you? You can ignore this message; without it nobody can join as you.',
    ],
  };
}
