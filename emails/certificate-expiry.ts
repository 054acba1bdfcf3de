import type { CertificateExpiryMail, MailFrame } from '@/lib/mail/mail-content';
import type { Letter } from './letter';
import { formatDay } from './moment';
import { plainName, safeName } from './safe-name';

/** To the admins of an organization: soon nobody can log in, because their identity provider's certificate ends. */
export function certificateExpiryLetter(content: MailFrame & CertificateExpiryMail, url: string): Letter {
  const organization = safeName(content.organizationName);
  const day = formatDay(content.expiresAt);
  return {
    subject: `Logins of ${plainName(content.organizationName)} stop working after ${day}`,
    preview: 'The certificate of your identity provider expires.',
    heading: 'A certificate is about to expire',
    paragraphs: [
      `People of ${organization} log in to ${safeName(content.applicationName)} by your identity provider. Its last certificate that is known here expires on ${day}. After that nobody can log in by it.`,
      'Add the next one before then. Both work side by side, so nothing is interrupted.',
    ],
    facts: [
      { label: 'Connection', value: safeName(content.connectionName) },
      { label: 'Certificate', value: safeName(content.certificateName) },
      { label: 'Expires', value: day },
    ],
    button: { label: 'Open the connection', url },
    notes: ['Your identity provider shows its next certificate in its own console, and in its metadata.'],
  };
}
