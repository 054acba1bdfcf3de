import { CircleCheck, CircleSlash, Hourglass, Link2Off, Send } from 'lucide-react';
import type { ReactNode } from 'react';
import { CardPage } from '@/components/shell/card-page';
import { CardIcon } from '@/components/sign-in/card-icon';
import { maskAddress } from '@/components/sign-in/mask-address';
import { PressButton, PressFlow } from '@/components/sign-in/press-flow';
import { SupportLine } from '@/components/sign-in/support-line';
import { ButtonLink } from '@/components/ui/button';
import type { InvitationView, KnownInvitationView } from '@/lib/invitations/view-invitation';
import { askForNewLink, mailLink } from './actions';
import { Moment } from './invitation-facts';
import { MailedCard } from './mailed-card';

type Props = { token: string; view: InvitationView; now: Date; mailboxNote: ReactNode };
type KnownProps = Omit<Props, 'view'> & { view: KnownInvitationView };

/** An invitation that cannot be joined any more: why, and the way on (product rule 9). */
export function ClosedInvitation({ view, ...rest }: Props) {
  if (view.state === 'unknown') return <UnknownInvitation />;
  if (view.state === 'revoked') return <RevokedInvitation view={view} />;
  if (view.state === 'expired') return <ExpiredInvitation view={view} {...rest} />;
  return <UsedInvitation view={view} {...rest} />;
}

function UsedInvitation({ token, view, mailboxNote }: KnownProps) {
  const { organizationName, signedInAs, purpose } = view;
  const address = purpose === 'mail' ? view.email : maskAddress(view.email);
  const below = <SupportLine address={view.supportAddress} />;
  const logo = <Icon of={<CircleCheck />} />;
  if (signedInAs?.isInvitee) {
    return (
      <CardPage
        logo={logo}
        title={`You have joined ${organizationName}`}
        description="This invitation did its work, and you are signed in."
        below={below}
      >
        <ButtonLink href="/" variant="primary" size="large" className="w-full">
          Continue
        </ButtonLink>
      </CardPage>
    );
  }
  const mailed = (
    <MailedCard mailboxNote={mailboxNote} below={below}>
      If {address} can sign in here, a link is on its way there. It is good for 15 minutes and works once.
    </MailedCard>
  );
  return (
    <PressFlow action={mailLink} token={token} done={mailed}>
      <CardPage
        logo={logo}
        title="This invitation has been used"
        description={`It works once. To come back to ${organizationName}, have a sign-in link mailed to ${address}.`}
        below={below}
      >
        <PressButton>Mail a sign-in link</PressButton>
      </CardPage>
    </PressFlow>
  );
}

function ExpiredInvitation({ token, view, now }: KnownProps) {
  const { inviterName, renewalAsked, expiresAt } = view;
  const below = <SupportLine address={view.supportAddress} />;
  const asked = <AskedCard view={view} />;
  // The invitation itself is still open: only this link of it is old.
  const isReplaced = expiresAt > now;
  if (renewalAsked && !isReplaced) return asked;
  return (
    <PressFlow action={askForNewLink} token={token} done={asked}>
      <CardPage
        logo={<Icon of={<Hourglass />} />}
        title={isReplaced ? 'A newer link was mailed' : 'This invitation has expired'}
        description={
          isReplaced ? (
            <>This link was replaced. Open the latest invitation in your mailbox, or ask for another one.</>
          ) : (
            <>
              It was open until <Moment date={expiresAt} />. One press asks {inviterName} for a new link.
            </>
          )
        }
        below={below}
      >
        <PressButton
          variant={isReplaced ? 'default' : 'primary'}
        >{`Ask ${inviterName} for a new link`}</PressButton>
      </CardPage>
    </PressFlow>
  );
}

function AskedCard({ view }: { view: KnownInvitationView }) {
  const { inviterName, organizationName } = view;
  return (
    <CardPage
      logo={<Icon of={<Send />} />}
      title={`${inviterName} was asked`}
      description={`As soon as the invitation to ${organizationName} is renewed, a new link comes to your mailbox. You can close this page.`}
      below={<SupportLine address={view.supportAddress} />}
    />
  );
}

function RevokedInvitation({ view }: { view: KnownInvitationView }) {
  return (
    <CardPage
      logo={<Icon of={<CircleSlash />} />}
      title="This invitation was withdrawn"
      description={`It no longer opens ${view.organizationName}. If you think that is a mistake, ask ${view.inviterName}.`}
      below={<SupportLine address={view.supportAddress} />}
    />
  );
}

function UnknownInvitation() {
  return (
    <CardPage
      logo={<Icon of={<Link2Off />} />}
      title="This link does not work"
      description="Perhaps a part of it was lost on the way. Open it from the mail itself, or ask whoever invited you for a new one."
    >
      <ButtonLink href="/login" size="large" className="w-full">
        Sign in instead
      </ButtonLink>
    </CardPage>
  );
}

function Icon({ of }: { of: ReactNode }) {
  return <CardIcon>{of}</CardIcon>;
}
