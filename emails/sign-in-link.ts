import type { MailFrame, SignInLinkMail } from '@/lib/mail/mail-content';
import type { Letter } from './letter';
import { formatMoment } from './moment';
import { plainName, safeName } from './safe-name';

type Content = MailFrame & SignInLinkMail;

/** To someone who asked to sign in, or has to confirm a login: a link to a page with one button. */
export function signInLinkLetter(content: Content, url: string): Letter {
  if (content.confirmsLoginOf !== undefined) return confirmLetter(content, content.confirmsLoginOf, url);
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

/** The page of the link says again whose identity provider gets in by it, before anything happens. */
function confirmLetter(content: Content, organizationName: string, url: string): Letter {
  return {
    subject: `Confirm your login to ${plainName(content.applicationName)}`,
    preview: 'Open the link in the browser in which you logged in.',
    heading: `Confirm your login to ${safeName(content.applicationName)}`,
    paragraphs: [
      `Somebody, we hope you, logged in at the identity provider of ${safeName(organizationName)} as the owner of this address. Open the link in the browser in which you did.`,
    ],
    facts: [{ label: 'Open until', value: formatMoment(content.expiresAt) }],
    button: { label: 'Confirm', url },
    notes: [
      'The link is meant for you alone, and works once, in that browser only.',
      'Not you? Ignore this message and press nothing: without it nobody gets into your account.',
    ],
  };
}
