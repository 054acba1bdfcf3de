import type { ConnectionChangeMail, MailFrame } from '@/lib/mail/mail-content';
import type { Letter } from './letter';
import { formatDay } from './moment';
import { plainName, safeName } from './safe-name';

/** To the admins of an organization: who says from now on who its people are. Whoever did not expect it has to act. */
export function connectionChangeLetter(content: MailFrame & ConnectionChangeMail, url: string): Letter {
  const organization = safeName(content.organizationName);
  const isNew = content.change === 'enabled';
  const subject = isNew ? 'has a new login' : 'has a changed login';
  const event = isNew
    ? `People of ${organization} can log in to ${safeName(content.applicationName)} by this connection from now on.`
    : `The identity provider or a certificate of this connection was changed, by which people of ${organization} log in to ${safeName(content.applicationName)}.`;
  return {
    subject: `${plainName(content.organizationName)} ${subject}`,
    preview: 'Look whether it is meant to be so.',
    heading: isNew ? 'Single sign-on was switched on' : 'Single sign-on was changed',
    paragraphs: [event, 'Whoever runs that identity provider says who your people are.'],
    facts: [
      { label: 'Connection', value: safeName(content.connectionName) },
      { label: 'By', value: safeName(content.actorName) },
      { label: 'Day', value: formatDay(content.changedAt) },
    ],
    button: { label: 'Open the connection', url },
    notes: ['Not expecting this? Switch the connection off, and revoke set-up links that are still open.'],
  };
}
