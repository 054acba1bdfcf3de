import type { Metadata } from 'next';
import { CardPage } from '@/components/shell/card-page';
import { MailboxNote } from '@/components/sign-in/mailbox-note';
import { isUsherError } from '@/lib/errors';
import { isMailboxOpen } from '@/lib/mail/mailbox-access';
import { type SignInLinkView, viewSignInLink } from '@/lib/sign-in/view-sign-in-link';
import { presentError } from '@/server/actions/define-action';
import { readSsoCookie } from '@/server/auth/sso-cookie';
import { getCtx } from '@/server/context';
import { ClosedLink } from './closed-link';
import { OldLink } from './old-link';
import { OpenLink } from './open-link';
import { OpenProof } from './open-proof';

export const metadata: Metadata = { title: 'Sign in' };

type Props = { params: Promise<{ token: string }> };

/**
 * The page of a mailed sign-in link: one button, in any browser; where it links an identity, in the one that came with it.
 * Opening it changes nothing.
 */
export default async function SignInLinkPage({ params }: Props) {
  const { token } = await params;
  const view = await readView(token);
  if ('problem' in view) return <CardPage title="Not now" description={view.problem} />;
  if (view.state === 'open' && view.links) return <OpenProof token={token} view={view} links={view.links} />;
  if (view.state === 'open' && view.closed)
    return <ClosedLink token={token} view={view} closed={view.closed} />;
  if (view.state === 'open') return <OpenLink token={token} view={view} />;
  const mailboxNote = isMailboxOpen(await getCtx()) ? <MailboxNote /> : null;
  return <OldLink view={view} mailboxNote={mailboxNote} />;
}

async function readView(token: string): Promise<SignInLinkView | { problem: string }> {
  const ctx = await getCtx();
  try {
    return await viewSignInLink(ctx, { token, browserSecret: await readSsoCookie() });
  } catch (error) {
    if (!isUsherError(error)) throw error;
    return { problem: presentError(error, ctx.requestId).message };
  }
}
