import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { Breadcrumb } from '@/components/shell/breadcrumb';
import { staffRoleLabel } from '@/components/staff/staff-roles';
import { Chip } from '@/components/ui/chip';
import { DescriptionList } from '@/components/ui/description-list';
import { PageHeader } from '@/components/ui/page-header';
import { DateTime } from '@/components/ui/relative-time';
import { getUser } from '@/lib/users/get-user';
import { userRefSchema } from '@/lib/users/user.schema';
import { answerPage } from '../../answer-page';

type PersonPageProps = { params: Promise<{ userId: string }> };

const readPerson = cache((userId: string) => {
  const ref = userRefSchema.safeParse({ userId });
  return ref.success ? answerPage((ctx) => getUser(ctx, ref.data)) : notFound();
});

export async function generateMetadata({ params }: PersonPageProps): Promise<Metadata> {
  const { name, email } = await readPerson((await params).userId);
  return { title: name ?? email };
}

/** One person with the organizations that they belong to, for staff. */
export default async function PersonPage({ params }: PersonPageProps) {
  const person = await readPerson((await params).userId);
  const label = person.name ?? person.email;
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Users', href: '/users' }, { label }]} />
      <PageHeader title={label} meta={person.staffRole && <Chip>{staffRoleLabel(person.staffRole)}</Chip>} />
      <div className="px-7 py-6 max-tablet:px-4">
        <DescriptionList
          items={[
            { term: 'E-mail', value: person.email },
            { term: 'Created', value: <DateTime iso={person.createdAt.toISOString()} /> },
            { term: 'Sessions', value: person.sessionCount },
            ...person.memberships.map((membership) => ({
              term: membership.organizationName,
              value: (
                <Link
                  href={`/organizations/${membership.organizationId}/users?q=${encodeURIComponent(person.email)}`}
                >
                  {membership.roles.join(', ')}
                </Link>
              ),
            })),
          ]}
        />
      </div>
    </>
  );
}
