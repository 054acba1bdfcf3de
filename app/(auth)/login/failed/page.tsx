import { CircleAlert } from 'lucide-react';
import type { Metadata } from 'next';
import { CardFacts, CardPage } from '@/components/shell/card-page';
import { CardIcon } from '@/components/sign-in/card-icon';
import { SupportLine } from '@/components/sign-in/support-line';
import { ButtonAnchor, ButtonLink } from '@/components/ui/button';
import { parseReference } from '@/lib/login-log/login-attempt';
import { safeReturnTo } from '@/lib/sign-in/return-to';
import { viewMistakenInvitation } from '@/lib/sso/view-mistaken-invitation';
import { readSsoCookie } from '@/server/auth/sso-cookie';
import { getCtx } from '@/server/context';
import { readFrontDoor } from '../../../front-door';
import { MistakenInvitation } from './mistaken-invitation';
import { Reference } from './reference';

export const metadata: Metadata = { title: 'Not signed in' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/**
 * Where somebody comes to who was refused after their identity provider: with a number to tell, and nothing of the reason,
 * which admins find by the number. To a stranger the number says nothing: it is looked up only in the browser whose login it
 * was, for an invitation whose link led there.
 */
export default async function LoginFailedPage({ searchParams }: Props) {
  const query = await searchParams;
  const { applicationName, supportAddress } = await readFrontDoor();
  const reference = parseReference(typeof query.reference === 'string' ? query.reference : '');
  const mistaken = reference === null ? null : await findMistake(reference);
  if (mistaken && reference)
    return <MistakenInvitation mistaken={mistaken} reference={reference} supportAddress={supportAddress} />;
  const returnTo = safeReturnTo(typeof query.returnTo === 'string' ? query.returnTo : null);
  const andReturn = returnTo ? `&returnTo=${encodeURIComponent(returnTo)}` : '';
  return (
    <CardPage
      logo={
        <CardIcon>
          <CircleAlert />
        </CardIcon>
      }
      title="You are not signed in"
      description={`${applicationName} could not accept the answer of your organization's sign-in. Nothing was changed.`}
      footnote={advice(reference !== null)}
      below={<SupportLine address={supportAddress} />}
    >
      {reference && <CardFacts facts={[{ label: 'Reference', value: <Reference text={reference} /> }]} />}
      <div className="flex flex-col gap-2">
        <ButtonAnchor href={returnTo ?? '/login'} variant="primary" size="large">
          Try again
        </ButtonAnchor>
        <ButtonLink href={`/login?mail${andReturn}`} variant="ghost" size="large">
          Log in by mailed link instead
        </ButtonLink>
      </div>
    </CardPage>
  );
}

async function findMistake(reference: string) {
  const browserSecret = await readSsoCookie();
  return browserSecret === null ? null : viewMistakenInvitation(await getCtx(), { reference, browserSecret });
}

function advice(hasReference: boolean): string {
  return hasReference
    ? 'If it happens again, give this reference to an admin of your organization: they can look up what went wrong.'
    : 'If it happens again, ask an admin of your organization.';
}
