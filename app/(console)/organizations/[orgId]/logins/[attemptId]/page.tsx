import type { Metadata } from 'next';
import { cache } from 'react';
import { LiveRefresh } from '@/components/live/live-refresh';
import { LoginDetails } from '@/components/logins/login-details';
import { loginMethodLabel, loginStateWords } from '@/components/logins/login-words';
import { Chip } from '@/components/ui/chip';
import { SectionHeader } from '@/components/ui/page-header';
import { getLoginAttempt } from '@/lib/login-log/get-login-attempt';
import { describeDevice } from '@/lib/sessions/device';
import { answerPage } from '../../../../answer-page';

type LoginPageProps = { params: Promise<{ orgId: string; attemptId: string }> };

const readAttempt = cache((organizationId: string, attemptId: string) =>
  answerPage((ctx) => getLoginAttempt(ctx, { organizationId, attemptId })),
);

export async function generateMetadata({ params }: LoginPageProps): Promise<Metadata> {
  const { orgId, attemptId } = await params;
  const { email } = await readAttempt(orgId, attemptId);
  return { title: email ? `Login of ${email}` : 'Login' };
}

/** Organizations > an organization > Logins > one of them: its steps, and why it was refused. */
export default async function OrganizationLoginPage({ params }: LoginPageProps) {
  const { orgId, attemptId } = await params;
  const attempt = await readAttempt(orgId, attemptId);
  const { label, tone } = loginStateWords(attempt.state);
  const search = attempt.email && `?q=${encodeURIComponent(attempt.email)}`;
  return (
    <>
      <div className="px-7 pt-6 max-tablet:px-4">
        <SectionHeader
          title={
            <span className="inline-flex flex-wrap items-center gap-2.5">
              <span className="wrap-anywhere">{attempt.email ?? loginMethodLabel(attempt.method)}</span>
              <Chip tone={tone}>{label}</Chip>
            </span>
          }
        />
      </div>
      <LoginDetails
        attempt={attempt}
        device={attempt.userAgent && describeDevice(attempt.userAgent).name}
        personHref={search ? `/organizations/${orgId}/users${search}` : undefined}
        live={<LiveRefresh organizationId={orgId} />}
      />
    </>
  );
}
