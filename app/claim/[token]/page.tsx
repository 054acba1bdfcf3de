import { CircleCheck, Link2Off } from 'lucide-react';
import type { Metadata } from 'next';
import { CardPage } from '@/components/shell/card-page';
import { Mark } from '@/components/shell/mark';
import { CardIcon } from '@/components/sign-in/card-icon';
import { ButtonLink } from '@/components/ui/button';
import { viewClaim } from '@/lib/workspace/view-claim';
import { getCtx } from '@/server/context';
import { ClaimForm } from './claim-form';

export const metadata: Metadata = { title: 'Welcome' };

type Props = { params: Promise<{ token: string }> };

/** The first page that anyone sees: makes the holder of the link from the console the owner. */
export default async function ClaimPage({ params }: Props) {
  const { token } = await params;
  const { state } = await viewClaim(await getCtx(), { token });
  if (state === 'claimed') return <ClaimedCard />;
  if (state === 'unknown') return <UnknownCard />;
  return (
    <CardPage
      logo={<Mark className="text-lg" />}
      title="Welcome"
      description="Two answers and this workspace is yours. Next come the first organization and the first invitation."
    >
      <ClaimForm token={token} />
    </CardPage>
  );
}

function ClaimedCard() {
  return (
    <CardPage
      logo={
        <CardIcon>
          <CircleCheck />
        </CardIcon>
      }
      title="This workspace is claimed"
      description="It has an owner. If that is you, sign in with your address."
    >
      <ButtonLink href="/login" variant="primary" size="large" className="w-full">
        Sign in
      </ButtonLink>
    </CardPage>
  );
}

function UnknownCard() {
  return (
    <CardPage
      logo={
        <CardIcon>
          <Link2Off />
        </CardIcon>
      }
      title="This link does not work"
      description="Open the one that the start printed in its console, from its first to its last letter. A new start prints it again."
    />
  );
}
