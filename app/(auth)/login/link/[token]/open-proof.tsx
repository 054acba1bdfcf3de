import { CardPage } from '@/components/shell/card-page';
import { AddressText } from '@/components/sign-in/address-text';
import { PressButton, PressFlow } from '@/components/sign-in/press-flow';
import { SignedInNote } from '@/components/sign-in/signed-in-note';
import { LogoTile } from '@/components/ui/avatar';
import type { SignInLinkView } from '@/lib/sign-in/view-sign-in-link';
import { signIn } from './actions';

type Links = NonNullable<SignInLinkView['links']>;
type Props = { token: string; view: SignInLinkView; links: Links };

/** A link that is good and gives an account to whoever has just logged in at an identity provider: it says so first. */
export function OpenProof({ token, view, links }: Props) {
  const { applicationName, signedInAs } = view;
  const other = signedInAs && !signedInAs.isSame ? signedInAs.email : null;
  const logo = <LogoTile text={links.organizationName} />;
  if (!links.isThisBrowser)
    return (
      <CardPage
        logo={logo}
        title="Open this link where you logged in"
        description={<Meaning view={view} links={links} />}
        footnote="Did not log in there just now? Then close the page: somebody else did, and is kept out."
      >
        <p className="text-ink-2">
          It works only in the browser in which you logged in at your identity provider. Copy it from the mail
          to there.
        </p>
      </CardPage>
    );
  return (
    <PressFlow action={signIn} token={token}>
      <CardPage
        logo={logo}
        title={`Confirm your login to ${applicationName}`}
        description={<Meaning view={view} links={links} />}
        footnote="Did not log in there just now? Then close the page: nothing happens until you press the button."
      >
        {other && <SignedInNote email={other}>The button signs you in as the other person.</SignedInNote>}
        <PressButton>Confirm and sign in</PressButton>
      </CardPage>
    </PressFlow>
  );
}

function Meaning({ view, links }: Pick<Props, 'view' | 'links'>) {
  return (
    <>
      Somebody logged in at the identity provider of {links.organizationName} as{' '}
      <strong className="font-strong text-ink">
        <AddressText>{view.email ?? ''}</AddressText>
      </strong>
      . Confirmed once, whoever logs in there as this person gets into your account.
    </>
  );
}
