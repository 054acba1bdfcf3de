import type { ReactNode } from 'react';
import { CardPage } from '@/components/shell/card-page';
import { AddressText } from '@/components/sign-in/address-text';
import { Button, ButtonLink } from '@/components/ui/button';
import type { InteractionView } from '@/lib/oidc-store/view-interaction';

type Props = {
  logo: ReactNode;
  below: ReactNode;
  uid: string;
  view: Extract<InteractionView, { state: 'closed' }>;
};

/** For somebody whose organization wants another login than theirs: says so, and leads there. Also without scripts. */
export function ClosedOrganization({ logo, below, uid, view: { email, organization } }: Props) {
  return (
    <CardPage
      logo={logo}
      below={below}
      title={`${organization.name} has its own login`}
      description={
        <>
          {organization.name} lets its members in by its own login alone. You are signed in by another way, as{' '}
          <strong className="font-strong text-ink">
            <AddressText>{email}</AddressText>
          </strong>
          .
        </>
      }
    >
      <form method="post" action={`/interaction/${uid}/choose`} className="flex flex-col gap-2">
        <input type="hidden" name="organizationId" value={organization.organizationId} />
        <Button type="submit" variant="primary" size="large">
          Continue with SSO
        </Button>
        <ButtonLink href={`/interaction/${uid}?another`} variant="ghost" size="large">
          Use another address
        </ButtonLink>
      </form>
    </CardPage>
  );
}
