import { CardPage } from '@/components/shell/card-page';
import { AddressText } from '@/components/sign-in/address-text';
import { PressButton, PressFlow } from '@/components/sign-in/press-flow';
import { SignedInNote } from '@/components/sign-in/signed-in-note';
import { SupportLine } from '@/components/sign-in/support-line';
import { LogoTile } from '@/components/ui/avatar';
import { ButtonLink } from '@/components/ui/button';
import type { KnownInvitationView } from '@/lib/invitations/view-invitation';
import { join } from './actions';
import { InvitationFacts } from './invitation-facts';

type Props = { token: string; view: KnownInvitationView };

/** An open invitation that came by mail: what it is for, and the one button that joins. */
export function OpenInvitation({ token, view }: Props) {
  const { organizationName, applicationName, signedInAs, email } = view;
  const other = signedInAs && !signedInAs.isInvitee ? signedInAs.email : null;
  return (
    <PressFlow action={join} token={token}>
      <CardPage
        logo={<LogoTile text={organizationName} />}
        title={`Join ${organizationName} on ${applicationName}`}
        description={<Welcome view={view} />}
        footnote="Not expecting this? You can close the page; nothing happens until you press the button."
        below={<SupportLine address={view.supportAddress} />}
      >
        <InvitationFacts view={view} address={email} />
        {other && <SignedInNote email={other}>Joining continues here as the invited person.</SignedInNote>}
        <PressButton>
          {other ? (
            <span>
              Continue as <AddressText>{email}</AddressText> and join
            </span>
          ) : (
            `Join ${organizationName}`
          )}
        </PressButton>
        {other && (
          <ButtonLink href="/me" variant="ghost" size="large" className="mt-2 w-full">
            Stay signed in as you are
          </ButtonLink>
        )}
      </CardPage>
    </PressFlow>
  );
}

function Welcome({ view: { inviterName, organizationName, joinsBySso, signedInAs } }: Pick<Props, 'view'>) {
  if (joinsBySso)
    return (
      <>
        {inviterName} invited you. The button takes you to the login of {organizationName}; after it you are
        in.
      </>
    );
  if (signedInAs?.isInvitee)
    return <>{inviterName} invited you. You are signed in already: one press and you are in.</>;
  return <>{inviterName} invited you. One press and you are in; there is no password to choose.</>;
}
