import type { Metadata } from 'next';
import { LoginDetails } from '@/components/logins/login-details';
import { loginMethodLabel, loginStateWords } from '@/components/logins/login-words';
import { Chip } from '@/components/ui/chip';
import { Link } from '@/components/ui/link';
import { getLoginAttempt } from '@/lib/login-log/get-login-attempt';
import { describeDevice } from '@/lib/sessions/device';
import { PortalFrame } from '../../../../portal-frame';
import { answerPortal } from '../../../../read-portal';
import { readSetup } from '../../../../read-setup';

type Props = { params: Promise<{ connectionId: string; attemptId: string }> };

export const metadata: Metadata = { title: 'Login' };

/** One attempt to log in by the connection: its steps, and why it was refused. */
export default async function LoginPage({ params }: Props) {
  const { connectionId, attemptId } = await params;
  const { portal } = await readSetup(connectionId);
  const { organizationId } = portal;
  const attempt = await answerPortal((ctx) => getLoginAttempt(ctx, { organizationId, attemptId }));
  const { label, tone } = loginStateWords(attempt.state);
  return (
    <PortalFrame portal={portal}>
      <Link
        href={`/portal/connections/${connectionId}/logins`}
        className="inline-flex min-h-6 items-center rounded-xs text-ink-3 text-sm hover:text-ink hover:underline"
      >
        Logins
      </Link>
      <h1 className="flex flex-wrap items-center gap-2.5 font-heading text-xl">
        <span className="wrap-anywhere">{attempt.email ?? loginMethodLabel(attempt.method)}</span>
        <Chip tone={tone}>{label}</Chip>
      </h1>
      <div className="-mx-7 max-tablet:-mx-4">
        <LoginDetails
          attempt={attempt}
          device={attempt.userAgent && describeDevice(attempt.userAgent).name}
        />
      </div>
    </PortalFrame>
  );
}
