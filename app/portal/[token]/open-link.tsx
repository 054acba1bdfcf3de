import { setupTitle } from '@/components/portal/portal-words';
import { CardFacts, CardPage } from '@/components/shell/card-page';
import { PressButton, PressFlow } from '@/components/sign-in/press-flow';
import { SupportLine } from '@/components/sign-in/support-line';
import { LogoTile } from '@/components/ui/avatar';
import { ButtonLink } from '@/components/ui/button';
import { DateTime } from '@/components/ui/relative-time';
import type { KnownPortalLinkView } from '@/lib/portal/view-portal-link';
import { openPortal } from './actions';

type Props = { token: string; view: KnownPortalLinkView };

/** A link that is good: what it sets up, for whom, and the button that opens it. */
export function OpenLink({ token, view }: Props) {
  const { organizationName, applicationName, createdByName, isFromProgram, isOpenHere } = view;
  const facts = [
    { label: 'Organization', value: organizationName },
    { label: 'Sent by', value: isFromProgram ? applicationName : createdByName },
    ...(isFromProgram
      ? []
      : [{ label: 'Good until', value: <DateTime iso={view.expiresAt.toISOString()} withTime /> }]),
  ];
  return (
    <PressFlow action={openPortal} token={token}>
      <CardPage
        logo={<LogoTile text={applicationName} />}
        title={setupTitle(view)}
        description="You connect it step by step. You need no account here, and you can come back to where you were."
        footnote={footnoteOf(view)}
        below={<SupportLine address={view.supportAddress} />}
      >
        <CardFacts facts={facts} />
        {isOpenHere ? (
          <ButtonLink href="/portal" variant="primary" size="large" className="w-full">
            Continue
          </ButtonLink>
        ) : (
          <PressButton>Open the set-up</PressButton>
        )}
      </CardPage>
    </PressFlow>
  );
}

function footnoteOf({ isFromProgram, isOpenHere }: KnownPortalLinkView): string {
  if (isOpenHere) return 'You have opened it in this browser already.';
  if (isFromProgram) return 'It opens once, and this browser then stays in for six hours.';
  return 'This browser then stays in for six hours; after that, open the link again. Not yours? Close the page: nothing happens until you press.';
}
