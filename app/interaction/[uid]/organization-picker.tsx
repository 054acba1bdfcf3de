import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { CardPage } from '@/components/shell/card-page';
import { AddressText } from '@/components/sign-in/address-text';
import { LogoTile } from '@/components/ui/avatar';
import { ButtonLink } from '@/components/ui/button';
import type { InteractionView } from '@/lib/oidc-store/view-interaction';

type Props = {
  logo: ReactNode;
  below: ReactNode;
  uid: string;
  view: Extract<InteractionView, { state: 'pick' | 'nowhere' }>;
};

/** The organizations that somebody may continue to, as buttons of a plain form: it also works without scripts. */
export function OrganizationPicker({ logo, below, uid, view }: Props) {
  const title = view.state === 'pick' ? 'Choose an organization' : 'You cannot go there';
  return (
    <CardPage
      logo={logo}
      below={below}
      title={title}
      description={<Explanation state={view.state} email={view.email} count={view.organizations.length} />}
    >
      {view.organizations.length > 0 && (
        <form
          method="post"
          action={`/interaction/${uid}/choose`}
          className="mb-4 flex flex-col gap-2 text-left"
        >
          {view.organizations.map(({ organizationId, name, needsSso, needsLink }) => (
            <button
              key={organizationId}
              type="submit"
              name="organizationId"
              value={organizationId}
              className="flex min-h-11 w-full items-center gap-3 rounded-md border border-line bg-paper px-3 py-2 text-left font-medium outline-offset-2 transition-colors hover:border-line-strong hover:bg-wash focus-visible:outline-2 focus-visible:outline-focus"
            >
              <LogoTile text={name} size="small" />
              <span className="min-w-0 grow wrap-anywhere">
                {name}
                {needsSso && <span className="block font-normal text-ink-3 text-sm">Continues with SSO</span>}
                {needsLink && (
                  <span className="block font-normal text-ink-3 text-sm">Continues by mailed link</span>
                )}
              </span>
              <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-3" />
            </button>
          ))}
        </form>
      )}
      <div className="flex flex-col gap-2">
        {view.state === 'nowhere' && (
          <ButtonLink href="/me" size="large">
            Go to your own page
          </ButtonLink>
        )}
        <ButtonLink href={`/interaction/${uid}?another`} variant="ghost" size="large">
          Use another address
        </ButtonLink>
      </div>
    </CardPage>
  );
}

type ExplanationProps = { state: 'pick' | 'nowhere'; email: string; count: number };

function Explanation({ state, email, count }: ExplanationProps) {
  const address = (
    <strong className="font-strong text-ink">
      <AddressText>{email}</AddressText>
    </strong>
  );
  if (state === 'pick') return <>You are signed in as {address}.</>;
  if (count > 0) return <>{address} does not belong to that organization. Continue to one of yours.</>;
  return (
    <>{address} does not belong to an organization yet. Ask whoever invited you, or use another address.</>
  );
}
