import { CardPage } from '@/components/shell/card-page';
import { AddressText } from '@/components/sign-in/address-text';
import { PressButton, PressFlow } from '@/components/sign-in/press-flow';
import { SignedInNote } from '@/components/sign-in/signed-in-note';
import { SupportLine } from '@/components/sign-in/support-line';
import { LogoTile } from '@/components/ui/avatar';
import type { JoinLinkView } from '@/lib/sign-in/view-join-link';
import { join } from './actions';

type Props = { token: string; view: JoinLinkView };

/** A link that is good: which organizations it opens, each with the one button that joins it. */
export function OpenJoinLink({ token, view }: Props) {
  const { applicationName, organizations, otherPerson, email } = view;
  const [first, ...others] = organizations;
  const only = others.length === 0 ? first : undefined;
  return (
    <CardPage
      logo={<LogoTile text={only?.name ?? applicationName} />}
      title={only ? `Join ${only.name} on ${applicationName}` : `Join your team on ${applicationName}`}
      description={<Welcome email={email ?? ''} isChoice={!only} />}
      footnote="Did not ask for this? You can close the page; nothing happens until you press a button."
      below={<SupportLine address={view.supportAddress} />}
    >
      {otherPerson && (
        <SignedInNote email={otherPerson}>Joining continues here as the other person.</SignedInNote>
      )}
      <div className="flex flex-col gap-2.5">
        {organizations.map(({ organizationId, name }) => (
          <PressFlow key={organizationId} action={join} token={token}>
            <PressButton variant={only ? 'primary' : 'default'} fields={{ organizationId }}>
              {`Join ${name}`}
            </PressButton>
          </PressFlow>
        ))}
      </div>
    </CardPage>
  );
}

function Welcome({ email, isChoice }: { email: string; isChoice: boolean }) {
  const person = (
    <strong className="font-strong text-ink">
      <AddressText>{email}</AddressText>
    </strong>
  );
  if (isChoice)
    return (
      <>
        People with an address like {person} are welcome in these organizations. Join one; you can join the
        others from your own page.
      </>
    );
  return (
    <>
      People with an address like {person} are welcome. One press and you are in; there is no password to
      choose.
    </>
  );
}
