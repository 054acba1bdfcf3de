import type { Metadata } from 'next';
import { ConnectionStatus } from '@/components/connections/connection-status';
import { SwitchConnectionButton } from '@/components/connections/switch-connection-button';
import { FeatureOffNotice } from '../../../feature-off-notice';
import { readSetup } from '../../../read-setup';
import { StepFrame } from '../../../step-frame';
import { switchConnectionAction } from '../actions';

type Props = { params: Promise<{ connectionId: string }> };

export const metadata: Metadata = { title: 'Switch it on' };

/** The last step: from here on people log in by it. */
export default async function EnablePage({ params }: Props) {
  const setup = await readSetup((await params).connectionId);
  const { connection, portal, steps } = setup;
  const hasDomain = steps.find(({ id }) => id === 'domains')?.isDone;
  return (
    <StepFrame
      setup={setup}
      step="enable"
      description={`Whoever has an address in one of your verified domains then logs in to ${portal.applicationName} by it. ${connection.jitEnabled ? 'Whoever has no account yet gets one at the first login.' : 'Whoever has no account yet has to be invited first.'}`}
    >
      <FeatureOffNotice portal={portal} feature="sso" />
      {!hasDomain && (
        <p role="note" className="rounded-md border border-wait/25 bg-wait-wash px-3.5 py-3 text-wait">
          No domain is verified yet. You can switch it on, but nobody can log in by it before one is.
        </p>
      )}
      <div className="flex flex-wrap items-center justify-between gap-3 rounded-lg border border-line p-4">
        <ConnectionStatus connection={connection} />
        <SwitchConnectionButton connection={connection} switchConnection={switchConnectionAction} />
      </div>
    </StepFrame>
  );
}
