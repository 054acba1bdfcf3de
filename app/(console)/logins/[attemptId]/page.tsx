import type { Metadata } from 'next';
import { cache } from 'react';
import { LoginDetails } from '@/components/logins/login-details';
import { loginMethodLabel, loginStateWords } from '@/components/logins/login-words';
import { Breadcrumb } from '@/components/shell/breadcrumb';
import { Chip } from '@/components/ui/chip';
import { PageHeader } from '@/components/ui/page-header';
import { getLoginAttempt } from '@/lib/login-log/get-login-attempt';
import { describeDevice } from '@/lib/sessions/device';
import { answerPage } from '../../answer-page';

type LoginPageProps = { params: Promise<{ attemptId: string }> };

const readAttempt = cache((attemptId: string) =>
  answerPage((ctx) => getLoginAttempt(ctx, { organizationId: null, attemptId })),
);

export async function generateMetadata({ params }: LoginPageProps): Promise<Metadata> {
  const { email } = await readAttempt((await params).attemptId);
  return { title: email ? `Login of ${email}` : 'Login' };
}

/** One attempt to log in, to whichever organization, for staff. */
export default async function WorkspaceLoginPage({ params }: LoginPageProps) {
  const attempt = await readAttempt((await params).attemptId);
  const { label, tone } = loginStateWords(attempt.state);
  const title = attempt.email ?? loginMethodLabel(attempt.method);
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Logins', href: '/logins' }, { label: title }]} />
      <PageHeader title={title} meta={<Chip tone={tone}>{label}</Chip>} />
      <LoginDetails
        attempt={attempt}
        device={attempt.userAgent && describeDevice(attempt.userAgent).name}
        personHref={attempt.userId ? `/users/${attempt.userId}` : undefined}
        organizationHref={
          attempt.organizationId ? `/organizations/${attempt.organizationId}/logins` : undefined
        }
      />
    </>
  );
}
