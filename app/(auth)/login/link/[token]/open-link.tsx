import { CardPage } from '@/components/shell/card-page';
import { AddressText } from '@/components/sign-in/address-text';
import { PressButton, PressFlow } from '@/components/sign-in/press-flow';
import { SignedInNote } from '@/components/sign-in/signed-in-note';
import { LogoTile } from '@/components/ui/avatar';
import { ButtonLink } from '@/components/ui/button';
import type { SignInLinkView } from '@/lib/sign-in/view-sign-in-link';
import { signIn } from './actions';

type Props = { token: string; view: SignInLinkView };

/** A link that is good: whom it signs in, to what, and the button that does. */
export function OpenLink({ token, view }: Props) {
  const { applicationName, organizationName, signedInAs } = view;
  const other = signedInAs && !signedInAs.isSame ? signedInAs.email : null;
  const purpose = organizationName ? `Join ${organizationName}` : 'Sign in';
  return (
    <PressFlow action={signIn} token={token}>
      <CardPage
        logo={<LogoTile text={organizationName ?? applicationName} />}
        title={`${purpose} ${organizationName ? 'on' : 'to'} ${applicationName}`}
        description={<Outcome view={view} />}
        footnote="Did not ask for this? You can close the page; nothing happens until you press the button."
      >
        {other && <SignedInNote email={other}>The button signs you in as the other person.</SignedInNote>}
        {signedInAs?.isSame && !organizationName ? (
          <ButtonLink href="/" variant="primary" size="large" className="w-full">
            Continue
          </ButtonLink>
        ) : (
          <PressButton>{purpose}</PressButton>
        )}
      </CardPage>
    </PressFlow>
  );
}

function Outcome({ view: { email, organizationName, signedInAs } }: Pick<Props, 'view'>) {
  const person = (
    <strong className="font-strong text-ink">
      <AddressText>{email ?? ''}</AddressText>
    </strong>
  );
  if (signedInAs?.isSame && !organizationName) return <>You are signed in already, as {person}.</>;
  return <>One press and you are in, as {person}.</>;
}
