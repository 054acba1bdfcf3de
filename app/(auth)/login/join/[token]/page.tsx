import type { Metadata } from 'next';
import { CardPage } from '@/components/shell/card-page';
import { MailboxNote } from '@/components/sign-in/mailbox-note';
import { isUsherError } from '@/lib/errors';
import { isMailboxOpen } from '@/lib/mail/mailbox-access';
import { type JoinLinkView, viewJoinLink } from '@/lib/sign-in/view-join-link';
import { presentError } from '@/server/actions/define-action';
import { getCtx } from '@/server/context';
import { OldJoinLink } from './old-join-link';
import { OpenJoinLink } from './open-join-link';

export const metadata: Metadata = { title: 'Join' };

type Props = { params: Promise<{ token: string }> };

/** The page of a mailed link to join an organization by one's domain. Opening it changes nothing (product rule 6). */
export default async function JoinLinkPage({ params }: Props) {
  const { token } = await params;
  const view = await readView(token);
  if ('problem' in view) return <CardPage title="Not now" description={view.problem} />;
  if (view.state === 'open') return <OpenJoinLink token={token} view={view} />;
  const mailboxNote = isMailboxOpen(await getCtx()) ? <MailboxNote /> : null;
  return <OldJoinLink view={view} mailboxNote={mailboxNote} />;
}

async function readView(token: string): Promise<JoinLinkView | { problem: string }> {
  const ctx = await getCtx();
  try {
    return await viewJoinLink(ctx, { token });
  } catch (error) {
    if (!isUsherError(error)) throw error;
    return { problem: presentError(error, ctx.requestId).message };
  }
}
