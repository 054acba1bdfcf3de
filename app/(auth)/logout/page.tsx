import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { CardPage } from '@/components/shell/card-page';
import { AddressText } from '@/components/sign-in/address-text';
import { SupportLine } from '@/components/sign-in/support-line';
import { LogoTile } from '@/components/ui/avatar';
import { Button, ButtonLink } from '@/components/ui/button';
import { getCtx } from '@/server/context';
import { readFrontDoor } from '../../front-door';

export const metadata: Metadata = { title: 'Sign out' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** What is handed on to where somebody who signs out is sent. */
const kept = ['client_id', 'post_logout_redirect_uri', 'state', 'id_token_hint'];

/** Asks whether somebody wants to sign out, since whoever sent them here could not show that they do. */
export default async function LogoutPage({ searchParams }: Props) {
  const query = await searchParams;
  const { actor } = await getCtx();
  if (actor.kind !== 'user') redirect('/login?notice=signed_out');
  const { applicationName, supportAddress, hasLogo } = await readFrontDoor();
  return (
    <CardPage
      logo={<LogoTile text={applicationName} imageUrl={hasLogo ? '/logo' : undefined} />}
      below={<SupportLine address={supportAddress} />}
      title={`Sign out of ${applicationName}?`}
      description={
        <>
          You are signed in as{' '}
          <strong className="font-strong text-ink">
            <AddressText>{actor.email}</AddressText>
          </strong>
          .
        </>
      }
    >
      <form method="post" action="/oidc/logout" className="flex flex-col gap-2">
        {kept.map((name) => {
          const value = query[name];
          return typeof value === 'string' && <input key={name} type="hidden" name={name} value={value} />;
        })}
        <Button type="submit" variant="primary" size="large">
          Sign out
        </Button>
        <ButtonLink href="/" variant="ghost" size="large">
          Stay signed in
        </ButtonLink>
      </form>
    </CardPage>
  );
}
