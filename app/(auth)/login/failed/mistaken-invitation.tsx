import { CardFacts, CardPage } from '@/components/shell/card-page';
import { AddressText } from '@/components/sign-in/address-text';
import { SupportLine } from '@/components/sign-in/support-line';
import { LogoTile } from '@/components/ui/avatar';
import { ButtonAnchor } from '@/components/ui/button';
import type { MistakenInvitation as Mistaken } from '@/lib/sso/view-mistaken-invitation';
import { Reference } from './reference';

type Props = { mistaken: Mistaken; reference: string; supportAddress: string | null };

/** As high as a long address makes it. */
const tall = { size: 'large', className: 'h-auto min-h-11 whitespace-normal py-2 text-balance' } as const;

/** An invitation led somebody to their identity provider, where somebody else is logged in: who is who, and how to go on. */
export function MistakenInvitation({ mistaken, reference, supportAddress }: Props) {
  const { asserted, invited, organizationName, inviterName, token, connectionId } = mistaken;
  const start = (query: Record<string, string>) => `/sso/v1/start?${new URLSearchParams(query)}`;
  return (
    <CardPage
      logo={<LogoTile text={organizationName} />}
      title="This invitation is for somebody else"
      description={`You logged in as another person than the one who is invited to ${organizationName}. Nothing was changed: the invitation stays open.`}
      footnote={
        <>
          Should <AddressText>{asserted}</AddressText> be invited, too? Ask {inviterName} for an invitation to
          that address.
        </>
      }
      below={<SupportLine address={supportAddress} />}
    >
      <CardFacts
        facts={[
          { label: 'You logged in as', value: <AddressText>{asserted}</AddressText> },
          { label: 'Invited is', value: <AddressText>{invited}</AddressText> },
          { label: 'Reference', value: <Reference text={reference} /> },
        ]}
      />
      <div className="flex flex-col gap-2">
        <ButtonAnchor href={start({ invitation: token, anew: '' })} {...tall} variant="primary">
          <span>
            Log in as <AddressText>{invited}</AddressText>
          </span>
        </ButtonAnchor>
        {connectionId && (
          <ButtonAnchor
            href={start({ connection_id: connectionId, login_hint: asserted })}
            {...tall}
            variant="ghost"
          >
            <span>
              Go on as <AddressText>{asserted}</AddressText>
            </span>
          </ButtonAnchor>
        )}
      </div>
    </CardPage>
  );
}
