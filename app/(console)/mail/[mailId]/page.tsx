import type { Metadata } from 'next';
import Link from 'next/link';
import { Breadcrumb } from '@/components/shell/breadcrumb';
import { Code } from '@/components/ui/copy-field';
import { DescriptionList } from '@/components/ui/description-list';
import { PageHeader } from '@/components/ui/page-header';
import { DateTime } from '@/components/ui/relative-time';
import { getMail, type MailDetails } from '@/lib/mail/get-mail';
import { answerPage } from '../../answer-page';
import { MailStatus } from '../mail-status';
import { mailKindLabel } from '../mail-words';
import { MailHistory } from './mail-history';

export const metadata: Metadata = { title: 'Message' };

type MessagePageProps = { params: Promise<{ mailId: string }> };

/** One message with all that happened to it. Its text and its link are nobody's to read but the recipient's. */
export default async function MessagePage({ params }: MessagePageProps) {
  const { mailId } = await params;
  const mail = await answerPage((ctx) => getMail(ctx, { mailId }));
  const title = mailKindLabel(mail.kind);
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Mail', href: '/mail' }, { label: mail.to }]} />
      <PageHeader title={title} description={`To ${mail.to}`} />
      <div className="grid gap-x-14 gap-y-9 px-7 py-6 max-tablet:px-4 desktop:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <section>
          <h2 className="mb-4 font-heading text-md">What happened to it</h2>
          <MailHistory history={mail.history} />
        </section>
        <section>
          <h2 className="mb-4 font-heading text-md">About it</h2>
          <DescriptionList items={factsOf(mail)} />
        </section>
      </div>
    </>
  );
}

function factsOf(mail: MailDetails) {
  const organization = mail.organizationId && {
    term: 'Recipient',
    value: (
      <Link
        href={`/organizations/${mail.organizationId}/users?q=${encodeURIComponent(mail.to)}`}
        className="underline underline-offset-2"
      >
        Show among the users of the organization
      </Link>
    ),
  };
  return [
    { term: 'State', value: <MailStatus mail={mail} /> },
    { term: 'From', value: mail.from },
    { term: 'Queued', value: <DateTime iso={mail.createdAt.toISOString()} withTime /> },
    { term: 'Attempts', value: mail.attempts },
    ...(organization ? [organization] : []),
    { term: 'Message', value: <Code>{mail.id}</Code> },
    ...(mail.providerId ? [{ term: 'At the mail service', value: <Code>{mail.providerId}</Code> }] : []),
  ];
}
