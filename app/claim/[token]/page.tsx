import { CircleCheck, Link2Off } from 'lucide-react';
import type { Metadata } from 'next';
import { CardPage } from '@/components/shell/card-page';
import { CardIcon } from '@/components/sign-in/card-icon';
import { ButtonLink } from '@/components/ui/button';
import { viewClaim } from '@/lib/workspace/view-claim';
import { getCtx } from '@/server/context';
import { ClaimFlow } from './claim-flow';

export const metadata: Metadata = { title: 'Welcome' };

type Props = { params: Promise<{ token: string }> };

/** The first page that anyone sees: makes the holder of the link from the console the owner. */
export default async function ClaimPage({ params }: Props) {
  const { token } = await params;
  const { state } = await viewClaim(await getCtx(), { token });
  return <ClaimFlow token={token} instead={insteadOf[state]} />;
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

const insteadOf = { open: null, claimed: <ClaimedCard />, unknown: <UnknownCard /> };
