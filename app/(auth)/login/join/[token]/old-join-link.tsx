import { DoorClosed, Hourglass, Link2Off } from 'lucide-react';
import type { ReactNode } from 'react';
import { AddressFlow } from '@/components/sign-in/address-flow';
import { CardIcon } from '@/components/sign-in/card-icon';
import type { JoinLinkView } from '@/lib/sign-in/view-join-link';
import { continueWithAddress } from '../../actions';

const words = {
  used: [
    'This link has been used',
    'You are in already, if it was you. We gladly mail you a link to sign in.',
  ],
  expired: ['This link has expired', 'It is good for 15 minutes. We gladly mail you a fresh one.'],
  closed: [
    'There is nothing to join here any more',
    'The organization lets nobody in by their address now, or you are a member already. Ask one of its admins, or sign in.',
  ],
  unknown: [
    'This link does not work',
    'Perhaps a part of it was lost on the way. We gladly mail you a fresh one.',
  ],
} as const;

const icons = { used: <Hourglass />, expired: <Hourglass />, closed: <DoorClosed />, unknown: <Link2Off /> };

/** A link that is not good any more: the login form with the address in it, where that is known. */
export function OldJoinLink({ view, mailboxNote }: { view: JoinLinkView; mailboxNote: ReactNode }) {
  const state = view.state === 'open' ? 'expired' : view.state;
  const [title, description] = words[state];
  return (
    <AddressFlow
      action={continueWithAddress}
      logo={<CardIcon>{icons[state]}</CardIcon>}
      title={title}
      description={description}
      email={view.email ?? ''}
      byMail
      mailboxNote={mailboxNote}
    />
  );
}
