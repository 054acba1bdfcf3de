import { History, Mail } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { RowNavigation } from '@/components/lists/row-navigation';
import { countLabel } from '@/components/memberships/member-labels';
import { Breadcrumb } from '@/components/shell/breadcrumb';
import { staffRoleLabel } from '@/components/staff/staff-roles';
import { ButtonLink } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { Code } from '@/components/ui/copy-field';
import { type Description, DescriptionList } from '@/components/ui/description-list';
import { PageHeader } from '@/components/ui/page-header';
import { DateTime, RelativeTime } from '@/components/ui/relative-time';
import { can } from '@/lib/authz/authorize';
import { listSessionRecords } from '@/lib/sessions/list-session-records';
import { mayEndSessions } from '@/lib/sessions/may-end-sessions';
import type { SessionRecord } from '@/lib/sessions/session-record';
import { getUser, type UserDetails } from '@/lib/users/get-user';
import { userRefSchema } from '@/lib/users/user.schema';
import { getCtx } from '@/server/context';
import { answerPage } from '../../answer-page';
import { ApplicationSection } from './application-section';
import { DeletePerson } from './delete-person';
import { MembershipsSection } from './memberships-section';
import { SessionsSection } from './sessions-section';

type PersonPageProps = { params: Promise<{ userId: string }> };

const readPerson = cache((userId: string) => {
  const ref = userRefSchema.safeParse({ userId });
  return ref.success ? answerPage((ctx) => getUser(ctx, ref.data)) : notFound();
});

/** Those that are open; more than a hundred are ended all together. */
async function readSessions(userId: string): Promise<readonly SessionRecord[]> {
  const input = { userId, statuses: ['active'], from: null, to: null, pageSize: 100, cursor: null } as const;
  return (await answerPage((ctx) => listSessionRecords(ctx, input))).rows;
}

export async function generateMetadata({ params }: PersonPageProps): Promise<Metadata> {
  const { name, email } = await readPerson((await params).userId);
  return { title: name ?? email };
}

/** One person with the organizations that they belong to, for staff. */
export default async function PersonPage({ params }: PersonPageProps) {
  const person = await readPerson((await params).userId);
  const { actor, now } = await getCtx();
  const sessions = await readSessions(person.userId);
  const label = person.name ?? person.email;
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Users', href: '/users' }, { label }]} />
      <PageHeader
        title={label}
        meta={person.staffRole && <Chip tone="info">Staff · {staffRoleLabel(person.staffRole)}</Chip>}
        actions={<Elsewhere address={encodeURIComponent(person.email)} />}
      />
      <div className="max-w-[740px] px-7 pt-5 pb-9 max-tablet:px-4">
        <DescriptionList items={factsOf(person, now.toISOString())} />
      </div>
      <MembershipsSection person={person} />
      <SessionsSection
        userId={person.userId}
        sessions={sessions}
        mayEnd={mayEndSessions(actor, person.staffRole)}
        now={now.toISOString()}
      />
      <ApplicationSection person={person} />
      {can(actor, 'user.delete') && person.staffRole === null && (
        <div className="px-7 pt-6 pb-9 max-tablet:px-4">
          <DeletePerson person={person} />
        </div>
      )}
      <RowNavigation />
    </>
  );
}

function Elsewhere({ address }: { address: string }) {
  return (
    <>
      <ButtonLink href={`/activity?target=${address}`}>
        <History aria-hidden="true" />
        History
      </ButtonLink>
      <ButtonLink href={`/mail?q=${address}`}>
        <Mail aria-hidden="true" />
        Mail to them
      </ButtonLink>
    </>
  );
}

function factsOf(person: UserDetails, now: string): Description[] {
  return [
    { term: 'Email', value: <Address person={person} /> },
    {
      term: 'Last login',
      value: person.lastLoginAt ? (
        <RelativeTime iso={person.lastLoginAt.toISOString()} now={now} />
      ) : (
        'Has not signed in yet'
      ),
    },
    {
      term: 'Sessions',
      value: person.sessionCount > 0 ? `${countLabel(person.sessionCount, 'session')} open` : 'None open',
    },
    { term: 'Created', value: <DateTime iso={person.createdAt.toISOString()} withTime /> },
    { term: 'User', value: <Code>{person.userId}</Code> },
  ];
}

function Address({ person: { email, emailVerifiedAt } }: { person: UserDetails }) {
  return (
    <>
      {email}
      <span className="block text-ink-3 text-sm">
        {emailVerifiedAt ? (
          <>
            Proven <DateTime iso={emailVerifiedAt.toISOString()} />
          </>
        ) : (
          'Not proven yet: that happens when they open a link that was mailed there'
        )}
      </span>
    </>
  );
}
