import type { Metadata } from 'next';
import { cache } from 'react';
import { CardPage } from '@/components/shell/card-page';
import { viewPortalLink } from '@/lib/portal/view-portal-link';
import { presentError } from '@/server/actions/define-action';
import { getPortalCtx } from '@/server/context';
import { ClosedLink } from './closed-link';
import { OpenLink } from './open-link';

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const view = await readView((await params).token);
  const isKnown = 'state' in view && view.state !== 'unknown';
  return { title: isKnown ? `Set up ${view.organizationName}` : 'Set-up link' };
}

/** The page of a set-up link. Opening it, any number of times and by anyone, changes nothing (product rule 6). */
export default async function PortalLinkPage({ params }: Props) {
  const { token } = await params;
  const view = await readView(token);
  if ('problem' in view) return <CardPage title="Not now" description={view.problem} />;
  if (view.state === 'unknown') return <ClosedLink view={view} />;
  if (view.state === 'open' || view.isOpenHere) return <OpenLink token={token} view={view} />;
  return <ClosedLink view={view} />;
}

/** Once a request: the title and the page show the same. */
const readView = cache(async (token: string) => {
  const ctx = await getPortalCtx();
  try {
    return await viewPortalLink(ctx, { token });
  } catch (error) {
    return { problem: presentError(error, ctx.requestId).message };
  }
});
