import type { ReactNode } from 'react';
import { CardPage } from '@/components/shell/card-page';
import { maskAddress } from '@/components/sign-in/mask-address';
import { PressButton, PressFlow } from '@/components/sign-in/press-flow';
import { SupportLine } from '@/components/sign-in/support-line';
import { LogoTile } from '@/components/ui/avatar';
import { ButtonLink } from '@/components/ui/button';
import type { KnownInvitationView } from '@/lib/invitations/view-invitation';
import { join, mailLink } from './actions';
import { InvitationFacts } from './invitation-facts';
import { MailedCard } from './mailed-card';

type Props = { token: string; view: KnownInvitationView; mailboxNote: ReactNode };

/**
 * An open invitation whose link somebody handed on. It does not prove the mailbox, so the button mails a link there;
 * the invited person who is signed in joins on their own page.
 */
export function CopiedInvitation({ token, view, mailboxNote }: Props) {
  const { organizationName, applicationName, inviterName, signedInAs } = view;
  const address = maskAddress(view.email);
  const card = {
    logo: <LogoTile text={organizationName} />,
    title: `Join ${organizationName} on ${applicationName}`,
    below: <SupportLine address={view.supportAddress} />,
  };
  if (signedInAs?.isInvitee) {
    return (
      <CardPage
        {...card}
        description={`${inviterName} invited you. You are signed in already: join on your own page.`}
      >
        <InvitationFacts view={view} address={view.email} />
        <ButtonLink href="/me" variant="primary" size="large" className="w-full">
          Go to your page
        </ButtonLink>
      </CardPage>
    );
  }
  if (view.joinsBySso) {
    return (
      <PressFlow action={join} token={token}>
        <CardPage
          {...card}
          description={`${inviterName} invited you. The button takes you to the login of ${organizationName}; after it you are in.`}
          footnote={`Not you? Then this invitation is for somebody else: it is joined as ${address} alone.`}
        >
          <InvitationFacts view={view} address={address} />
          <PressButton>{`Join ${organizationName}`}</PressButton>
        </CardPage>
      </PressFlow>
    );
  }
  const mailed = (
    <MailedCard mailboxNote={mailboxNote} below={card.below}>
      A sign-in link is on its way to {address}; with it you join {organizationName}. It is good for 15
      minutes and works once.
    </MailedCard>
  );
  return (
    <PressFlow action={mailLink} token={token} done={mailed}>
      <CardPage
        {...card}
        description={`${inviterName} invited you. This link was handed on to you, so we mail another one to your own address; one press there and you are in.`}
        footnote="Not your mailbox? Then this invitation is for somebody else; nothing happens without it."
      >
        <InvitationFacts view={view} address={address} />
        <PressButton>{`Mail a link to ${address}`}</PressButton>
      </CardPage>
    </PressFlow>
  );
}
