import type { MailContent } from '@/lib/mail/mail-content';
import type { Letter } from './letter';
import { formatMoment } from './moment';
import { plainName, safeName } from './safe-name';

type Content = Extract<MailContent, { kind: 'passwordless' }>;

const purposes = { SIGNIN: 'Sign in to', SIGNUP: 'Sign up for' } as const;

/** To somebody whose address an application verifies itself: a code, and a button where it wants one. */
export function passwordlessLetter(
  content: Content,
  { action, code }: { readonly action: string | null; readonly code?: string },
): Letter {
  const purpose = content.template ? purposes[content.template] : 'Verify your address for';
  const application = safeName(content.applicationName);
  const way = content.linkUri
    ? 'Type this code where you were asked for it, or press the button.'
    : 'Type this code where you were asked for it.';
  return {
    subject: `${purpose} ${plainName(content.applicationName)}`,
    preview: 'The code works once.',
    heading: `${purpose} ${application}`,
    paragraphs: [way],
    ...(code !== undefined && { code }),
    facts: [
      { label: 'Good until', value: formatMoment(content.expiresAt) },
      ...content.variables.map(([name, value]) => ({ label: nameOf(name), value: safeName(value) })),
    ],
    button: content.linkUri ? { label: 'Continue', url: action ?? '' } : null,
    notes: [
      'The code is meant for you alone and works once. Nobody from us will ask you for it.',
      'Not you? You can ignore this message; without it nobody can go on with your address.',
    ],
  };
}

/** `team_name` as "Team name". */
function nameOf(variable: string): string {
  const words = safeName(variable.replaceAll(/[_-]+/g, ' ')).trim();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
