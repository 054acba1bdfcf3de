import { CircleCheck, CircleSlash, Hourglass, Link2Off } from 'lucide-react';
import { CardPage } from '@/components/shell/card-page';
import { CardIcon } from '@/components/sign-in/card-icon';
import { SupportLine } from '@/components/sign-in/support-line';
import type { KnownPortalLinkView, PortalLinkView } from '@/lib/portal/view-portal-link';

/** A link that opens nothing any more: why, and who gives out a new one (product rule 9). */
export function ClosedLink({ view }: { view: PortalLinkView }) {
  const { icon, title, description } = view.state === 'unknown' ? unknownLink : wordsOf(view);
  return (
    <CardPage
      logo={<CardIcon>{icon}</CardIcon>}
      title={title}
      description={description}
      below={view.state === 'unknown' ? null : <SupportLine address={view.supportAddress} />}
    />
  );
}

const unknownLink = {
  icon: <Link2Off />,
  title: 'This link does not work',
  description: 'Perhaps a part of it was lost on the way. Ask whoever sent it to you for a new one.',
};

function wordsOf(view: KnownPortalLinkView) {
  const { state, applicationName, organizationName } = view;
  if (state === 'used')
    return {
      icon: <CircleCheck />,
      title: 'This set-up link has been used',
      description: `It opens once. ${askForAnother(view)}`,
    };
  if (state === 'revoked')
    return {
      icon: <CircleSlash />,
      title: 'This set-up link was revoked',
      description: `It no longer opens the set-up of ${organizationName} in ${applicationName}. ${askForAnother(view)}`,
    };
  return {
    icon: <Hourglass />,
    title: 'This set-up link has expired',
    description: view.isFromProgram
      ? `It is good for a minute. ${askForAnother(view)}`
      : `It was good for seven days. What you have set up is kept. ${askForAnother(view)}`,
  };
}

function askForAnother({ isFromProgram, applicationName, createdByName }: KnownPortalLinkView): string {
  return isFromProgram
    ? `Go back to ${applicationName} and open the set-up from there once more.`
    : `Ask ${createdByName} for a new one.`;
}
