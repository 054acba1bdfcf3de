import type { Metadata } from 'next';
import { AddressFlow } from '@/components/sign-in/address-flow';
import { MailboxNote } from '@/components/sign-in/mailbox-note';
import { SupportLine } from '@/components/sign-in/support-line';
import { LogoTile } from '@/components/ui/avatar';
import { isMailboxOpen } from '@/lib/mail/mailbox-access';
import { safeReturnTo } from '@/lib/sign-in/return-to';
import { getCtx } from '@/server/context';
import { readFrontDoor } from '../../front-door';
import { continueWithAddress } from './actions';
import { LoginNotice } from './login-notice';
import { SignedInCard } from './signed-in-card';
import { UnclaimedCard } from './unclaimed-card';

export const metadata: Metadata = { title: 'Sign in' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Where an address leads on, to an identity provider or by a mailed link. Someone who is signed in is told so first. */
export default async function LoginPage({ searchParams }: Props) {
  const query = await searchParams;
  const ctx = await getCtx();
  const { applicationName, supportAddress, hasLogo, isClaimed } = await readFrontDoor();
  const returnTo = safeReturnTo(typeof query.returnTo === 'string' ? query.returnTo : null);
  const card = {
    logo: <LogoTile text={applicationName} imageUrl={hasLogo ? '/logo' : undefined} />,
    below: <SupportLine address={supportAddress} />,
  };
  if (!isClaimed) return <UnclaimedCard />;
  if (ctx.actor.kind === 'user' && query.another === undefined)
    return <SignedInCard {...card} email={ctx.actor.email} returnTo={returnTo} />;
  return (
    <AddressFlow
      {...card}
      action={continueWithAddress}
      title={`Sign in to ${applicationName}`}
      notice={<LoginNotice name={query.notice} />}
      mailboxNote={isMailboxOpen(ctx) && <MailboxNote />}
      returnTo={returnTo ?? undefined}
      email={ctx.actor.kind === 'user' && query.mail !== undefined ? ctx.actor.email : undefined}
      byMail={query.mail !== undefined}
      otherWaysHref={otherWays(returnTo, query.another !== undefined)}
    />
  );
}

/** This page with all that it offers. */
function otherWays(returnTo: string | null, isAnother: boolean): string {
  const query = new URLSearchParams({ ...(isAnother && { another: '' }), ...(returnTo && { returnTo }) });
  return query.size > 0 ? `/login?${query}` : '/login';
}
