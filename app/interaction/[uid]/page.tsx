import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { CardPage } from '@/components/shell/card-page';
import { AddressFlow } from '@/components/sign-in/address-flow';
import { MailboxNote } from '@/components/sign-in/mailbox-note';
import { SupportLine } from '@/components/sign-in/support-line';
import { LogoTile } from '@/components/ui/avatar';
import { ButtonLink } from '@/components/ui/button';
import { isMailboxOpen } from '@/lib/mail/mailbox-access';
import { type InteractionView, viewInteraction } from '@/lib/oidc-store/view-interaction';
import { findInteractionRoute } from '@/lib/sso/find-sso-start';
import { getCtx } from '@/server/context';
import { continueWithAddress } from '../../(auth)/login/actions';
import { readFrontDoor } from '../../front-door';
import { ClosedOrganization } from './closed-organization';
import { OrganizationPicker } from './organization-picker';

export const metadata: Metadata = { title: 'Sign in' };

type Props = {
  params: Promise<{ uid: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** What an application's login needs the person for: to sign in, or to pick one of their organizations. */
export default async function InteractionPage({ params, searchParams }: Props) {
  const { uid } = await params;
  const ctx = await getCtx();
  const view = await viewInteraction(ctx, { id: uid });
  if (view.state === 'over' && view.startAgain) redirect(view.startAgain);
  const query = await searchParams;
  const isByIdentityProvider = view.state === 'sso' || (view.state === 'sign-in' && query.mail === undefined);
  if (isByIdentityProvider && (await findInteractionRoute(ctx, uid)))
    redirect(`/sso/v1/start?interaction=${encodeURIComponent(uid)}`);
  const { applicationName, supportAddress, hasLogo } = await readFrontDoor();
  const card = {
    logo: <LogoTile text={applicationName} imageUrl={hasLogo ? '/logo' : undefined} />,
    below: <SupportLine address={supportAddress} />,
  };
  if (view.state === 'over')
    return (
      <CardPage
        {...card}
        title="This login has waited for too long"
        description={`Go back to ${applicationName} and sign in again.`}
      >
        <ButtonLink href="/" size="large">
          Go to your own page
        </ButtonLink>
      </CardPage>
    );
  const wantsAnother = query.another !== undefined;
  if (view.state === 'closed' && !wantsAnother) return <ClosedOrganization {...card} uid={uid} view={view} />;
  if ((view.state === 'pick' || view.state === 'nowhere') && !wantsAnother)
    return <OrganizationPicker {...card} uid={uid} view={view} />;
  const isByLink = view.state === 'link' && !wantsAnother;
  return (
    <AddressFlow
      {...card}
      action={continueWithAddress}
      title={isByLink ? `Log in to ${view.organization.name}` : `Sign in to ${applicationName}`}
      {...(isByLink && { description: byLinkSentence })}
      email={firstAddress(view)}
      mailboxNote={isMailboxOpen(ctx) && <MailboxNote />}
      returnTo={`/oauth/authorize/${uid}`}
      byMail={isByLink || query.mail !== undefined}
      otherWaysHref={`/interaction/${uid}${isByLink || wantsAnother ? '?another' : ''}`}
    />
  );
}

const byLinkSentence =
  'You came by the login of another organization, which does not open this one. A mailed link does.';

function firstAddress(view: InteractionView): string | undefined {
  if (view.state === 'link') return view.email;
  return view.state === 'sign-in' ? (view.loginHint ?? view.signedInAs ?? undefined) : undefined;
}
