import { CardPage } from '@/components/shell/card-page';
import { AddressText } from '@/components/sign-in/address-text';
import { PressButton, PressFlow } from '@/components/sign-in/press-flow';
import { SignedInNote } from '@/components/sign-in/signed-in-note';
import { LogoTile } from '@/components/ui/avatar';
import { ButtonAnchor } from '@/components/ui/button';
import type { SignInLinkView } from '@/lib/sign-in/view-sign-in-link';
import { signIn } from './actions';

type Props = { token: string; view: SignInLinkView; closed: NonNullable<SignInLinkView['closed']> };

/** A link that is good, for somebody whose organization wants its own login: says so, and leads there. */
export function ClosedLink({ token, view, closed: { organizationId, name } }: Props) {
  const { email, returnTo, signedInAs } = view;
  const other = signedInAs && !signedInAs.isSame ? signedInAs.email : null;
  const query = new URLSearchParams({ organization_id: organizationId, login_hint: email ?? '' });
  if (returnTo) query.set('return_to', returnTo);
  return (
    <PressFlow action={signIn} token={token}>
      <CardPage
        logo={<LogoTile text={name} />}
        title={`${name} has its own login`}
        description={
          <>
            It lets its members in by that alone. This link signs in{' '}
            <strong className="font-strong text-ink">
              <AddressText>{email ?? ''}</AddressText>
            </strong>{' '}
            to your own page and no further.
          </>
        }
        footnote="Did not ask for this? You can close the page; nothing happens until you press a button."
      >
        {other && <SignedInNote email={other}>Both buttons go on as the other person.</SignedInNote>}
        <div className="flex flex-col gap-2">
          <ButtonAnchor href={`/sso/v1/start?${query}`} variant="primary" size="large">
            Continue with SSO
          </ButtonAnchor>
          <PressButton variant="ghost">Sign in</PressButton>
        </div>
      </CardPage>
    </PressFlow>
  );
}
