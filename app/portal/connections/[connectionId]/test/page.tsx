import type { Metadata } from 'next';
import { LatestTests } from '@/components/connections/latest-tests';
import { TestConnectionButton } from '@/components/connections/test-connection-button';
import { readLoginView } from '@/components/logins/login-view';
import { RecentLogins } from '@/components/logins/recent-logins';
import { listLoginAttempts } from '@/lib/login-log/list-login-attempts';
import { listConnectionTests } from '@/lib/sso/list-connection-tests';
import { getPortalCtx } from '@/server/context';
import { answerPortal } from '../../../read-portal';
import { readSetup } from '../../../read-setup';
import { StepFrame } from '../../../step-frame';

type Props = { params: Promise<{ connectionId: string }> };

export const metadata: Metadata = { title: 'Test it' };

/** How many logins the page shows. */
const recentLogins = 5;

/** A login that shows what arrives and what would happen, and does nothing; with what came of tests and logins so far. */
export default async function TestPage({ params }: Props) {
  const setup = await readSetup((await params).connectionId);
  const { organizationId, connectionId, addresses, missing } = setup.connection;
  const view = readLoginView(organizationId, { connection: connectionId });
  const [tests, logins] = await answerPortal((ctx) =>
    Promise.all([
      listConnectionTests(ctx, { organizationId, connectionId }),
      listLoginAttempts(ctx, view, recentLogins),
    ]),
  );
  const now = (await getPortalCtx()).now.toISOString();
  const path = `/portal/connections/${connectionId}/logins`;
  return (
    <StepFrame
      setup={setup}
      step="test"
      description="A window opens and takes you to your identity provider. Log in there as somebody to whom you assigned the application: you see what arrived, which role it would give and why, or what is wrong and how to put it right. Nothing is changed by it."
    >
      <div>
        <TestConnectionButton
          testUrl={addresses.testUrl}
          disabled={missing.length > 0}
          variant={tests.length === 0 ? 'primary' : 'default'}
        />
        {missing.length > 0 && <p className="mt-2 text-ink-2">Still missing: {missing.join(', ')}.</p>}
      </div>
      <LatestTests tests={tests} testUrl={addresses.testUrl} now={now} />
      <div className="-mx-7 -mt-9 max-tablet:-mx-4">
        <RecentLogins rows={logins.rows} path={path} allHref={path} now={now} />
      </div>
    </StepFrame>
  );
}
