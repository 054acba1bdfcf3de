import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { LiveRefresh } from '@/components/live/live-refresh';
import { Breadcrumb } from '@/components/shell/breadcrumb';
import { Chip } from '@/components/ui/chip';
import { Code } from '@/components/ui/copy-field';
import { type Description, DescriptionList } from '@/components/ui/description-list';
import { PageHeader } from '@/components/ui/page-header';
import { getMail, type MailDetails } from '@/lib/mail/get-mail';
import { mailRefSchema } from '@/lib/mail/mail-list.schema';
import { answerPage } from '../../answer-page';
import { mailKindLabel, mailStateWords } from '../mail-words';
import { MailHistory } from './mail-history';

type MessagePageProps = { params: Promise<{ mailId: string }> };

const readMail = cache((mailId: string) => {
  const ref = mailRefSchema.safeParse({ mailId });
  return ref.success ? answerPage((ctx) => getMail(ctx, ref.data)) : notFound();
});

export async function generateMetadata({ params }: MessagePageProps): Promise<Metadata> {
  const { kind, to } = await readMail((await params).mailId);
  return { title: `${mailKindLabel(kind)} to ${to}` };
}

/** One message with all that happened to it. Its text and its link are nobody's to read but the recipient's. */
export default async function MessagePage({ params }: MessagePageProps) {
  const mail = await readMail((await params).mailId);
  const { label, tone } = mailStateWords(mail.state);
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Mail', href: '/mail' }, { label: mail.to }]} />
      <PageHeader
        title={mailKindLabel(mail.kind)}
        meta={<Chip tone={tone}>{label}</Chip>}
        description={`To ${mail.to}`}
      />
      <div className="grid max-w-[1180px] gap-x-14 gap-y-9 px-7 pt-7 pb-10 max-tablet:px-4 desktop:grid-cols-2">
        <section aria-labelledby="history">
          <div className="mb-4 flex items-center justify-between gap-4">
            <h2 id="history" className="font-heading text-md">
              What became of it
            </h2>
            <span className="text-ink-3 text-sm">
              {mail.organization && <LiveRefresh organizationId={mail.organization.id} />}
            </span>
          </div>
          <MailHistory history={mail.history} />
        </section>
        <section aria-labelledby="facts">
          <h2 id="facts" className="mb-3 font-heading text-md">
            Details
          </h2>
          <DescriptionList items={factsOf(mail)} />
          <p className="mt-3 text-ink-3 text-sm">
            What it says, and its link, is shown to nobody but whoever it was sent to.
          </p>
        </section>
      </div>
    </>
  );
}

function factsOf({ organization, ...mail }: MailDetails): Description[] {
  const facts: (Description | null)[] = [
    { term: 'From', value: mail.from },
    organization && {
      term: 'Organization',
      value: <OrganizationLink organization={organization} mail={mail} />,
    },
    { term: 'Attempts', value: mail.attempts },
    { term: 'Message', value: <Code>{mail.id}</Code> },
    mail.invitationId === null ? null : { term: 'Invitation', value: <Code>{mail.invitationId}</Code> },
    mail.providerId === null ? null : { term: 'At the mail service', value: <Code>{mail.providerId}</Code> },
  ];
  return facts.filter((fact) => fact !== null);
}

type OrganizationLinkProps = {
  organization: NonNullable<MailDetails['organization']>;
  mail: Pick<MailDetails, 'kind' | 'to'>;
};

/** Leads to the person whom an invitation is for, where it can be sent again; else to everybody there. */
function OrganizationLink({ organization: { id, name }, mail }: OrganizationLinkProps) {
  const isInvitation = mail.kind === 'invitation' || mail.kind === 'invitation_reminder';
  const search = isInvitation ? `?q=${encodeURIComponent(mail.to)}` : '';
  return (
    <Link
      href={`/organizations/${id}/users${search}`}
      className="-my-0.5 inline-flex min-h-6 items-center rounded-xs underline underline-offset-2"
    >
      {name}
    </Link>
  );
}
