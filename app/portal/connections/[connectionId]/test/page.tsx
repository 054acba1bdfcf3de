import type { Metadata } from 'next';
import { TestConnectionButton } from '@/components/connections/test-connection-button';
import { Link } from '@/components/ui/link';
import { readSetup } from '../../../read-setup';
import { StepFrame } from '../../../step-frame';

type Props = { params: Promise<{ connectionId: string }> };

export const metadata: Metadata = { title: 'Try it' };

/** A login that shows what arrives and what would happen, and does nothing. */
export default async function TestPage({ params }: Props) {
  const setup = await readSetup((await params).connectionId);
  const { connectionId, addresses, missing } = setup.connection;
  return (
    <StepFrame
      setup={setup}
      step="test"
      description="A window opens and takes you to your identity provider. Log in there as somebody to whom you assigned the application: you see what arrived, which role it would give and why, or what is wrong and how to put it right. Nothing is changed by it."
    >
      <div>
        <TestConnectionButton testUrl={addresses.testUrl} disabled={missing.length > 0} />
        {missing.length > 0 && <p className="mt-2 text-ink-2">Still missing: {missing.join(', ')}.</p>}
      </div>
      <p className="text-ink-2">
        Does somebody else not come in? See what was refused, and why, in{' '}
        <Link href={`/portal/connections/${connectionId}/logins`} className="underline underline-offset-2">
          the logins by it
        </Link>
        .
      </p>
    </StepFrame>
  );
}
