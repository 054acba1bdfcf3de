import type { MailContent } from '@/lib/mail/mail-content';
import type { Letter } from './letter';
import { formatMoment } from './moment';
import { plainName, safeName } from './safe-name';

type Content = Extract<MailContent, { kind: 'sign_in_link' }>;

/** To someone who asked to sign in: a link to a page with one button. */
export function signInLinkLetter(content: Content, url: string): Letter {
  const application = safeName(content.applicationName);
  return {
    subject: `Sign in to ${plainName(content.applicationName)}`,
    preview: 'The link works once, in any browser.',
    heading: `Sign in to ${application}`,
    paragraphs: ['Somebody, we hope you, asked to sign in with this address. The link works in any browser.'],
    facts: [{ label: 'Open until', value: formatMoment(content.expiresAt) }],
    button: { label: 'Sign in', url },
    notes: [
      'The link is meant for you alone and works once.',
      'Not you? You can ignore this message; without it nobody can sign in as you.',
    ],
  };
}
