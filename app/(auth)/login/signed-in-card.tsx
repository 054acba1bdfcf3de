import type { ReactNode } from 'react';
import { CardPage } from '@/components/shell/card-page';
import { AddressText } from '@/components/sign-in/address-text';
import { ButtonAnchor, ButtonLink } from '@/components/ui/button';

type Props = { logo: ReactNode; below: ReactNode; email: string; returnTo: string | null };

/** The login page of someone who is signed in already. */
export function SignedInCard({ logo, below, email, returnTo }: Props) {
  const another = returnTo ? `/login?another&returnTo=${encodeURIComponent(returnTo)}` : '/login?another';
  return (
    <CardPage
      logo={logo}
      below={below}
      title="You are signed in"
      description={
        <>
          as{' '}
          <strong className="font-strong text-ink">
            <AddressText>{email}</AddressText>
          </strong>
        </>
      }
    >
      <div className="flex flex-col gap-2">
        <ButtonAnchor href={returnTo ?? '/'} variant="primary" size="large">
          Continue
        </ButtonAnchor>
        <ButtonLink href={another} variant="ghost" size="large">
          Use another address
        </ButtonLink>
      </div>
    </CardPage>
  );
}
