import { Hourglass, Link2Off } from 'lucide-react';
import type { ReactNode } from 'react';
import { AddressFlow } from '@/components/sign-in/address-flow';
import { CardIcon } from '@/components/sign-in/card-icon';
import type { SignInLinkView } from '@/lib/sign-in/view-sign-in-link';
import { continueWithAddress } from '../../actions';

const words = {
  used: ['This link has been used', 'A sign-in link works once. We gladly mail you a fresh one.'],
  expired: [
    'This link has expired',
    'A sign-in link is good for 15 minutes. We gladly mail you a fresh one.',
  ],
  unknown: [
    'This link does not work',
    'Perhaps a part of it was lost on the way. We gladly mail you a fresh one.',
  ],
} as const;

/** A link that is not good any more: the login form with the address in it, where that is known. */
export function OldLink({ view, mailboxNote }: { view: SignInLinkView; mailboxNote: ReactNode }) {
  const [title, description] = words[view.state === 'open' ? 'expired' : view.state];
  return (
    <AddressFlow
      action={continueWithAddress}
      logo={<CardIcon>{view.state === 'unknown' ? <Link2Off /> : <Hourglass />}</CardIcon>}
      title={title}
      description={description}
      email={view.email ?? ''}
      byMail
      mailboxNote={mailboxNote}
    />
  );
}
