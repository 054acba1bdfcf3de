import type { Metadata } from 'next';
import { cache } from 'react';
import { CardPage } from '@/components/shell/card-page';
import { MailboxNote } from '@/components/sign-in/mailbox-note';
import { viewInvitation } from '@/lib/invitations/view-invitation';
import { isMailboxOpen } from '@/lib/mail/mailbox-access';
import { presentError } from '@/server/actions/define-action';
import { getCtx } from '@/server/context';
import { ClosedInvitation } from './closed-invitation';
import { CopiedInvitation } from './copied-invitation';
import { OpenInvitation } from './open-invitation';

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const view = await readView((await params).token);
  const isOpen = 'state' in view && view.state === 'open';
  return { title: isOpen ? `Join ${view.organizationName}` : 'Invitation' };
}

/** The invitee's page. Opening it, any number of times and by anyone, changes nothing (product rule 6). */
export default async function InvitationPage({ params }: Props) {
  const { token } = await params;
  const view = await readView(token);
  if ('problem' in view) return <CardPage title="Not now" description={view.problem} />;
  const ctx = await getCtx();
  const mailboxNote = isMailboxOpen(ctx) ? <MailboxNote /> : null;
  if (view.state !== 'open')
    return (
      <ClosedInvitation key={view.state} token={token} view={view} now={ctx.now} mailboxNote={mailboxNote} />
    );
  if (view.purpose === 'copy')
    return <CopiedInvitation token={token} view={view} mailboxNote={mailboxNote} />;
  return <OpenInvitation token={token} view={view} />;
}

/** Once a request: the title and the page show the same. */
const readView = cache(async (token: string) => {
  const ctx = await getCtx();
  try {
    return await viewInvitation(ctx, { token });
  } catch (error) {
    return { problem: presentError(error, ctx.requestId).message };
  }
});
