import type { Metadata } from 'next';
import { DirectoryStatus } from '@/components/directories/directory-status';
import { SwitchDirectoryButton } from '@/components/directories/switch-directory-button';
import { nameOfDirectory } from '@/components/portal/directory-checklist';
import { FeatureOffNotice } from '../../../feature-off-notice';
import { readDirectorySetup } from '../../../read-directory-setup';
import { StepFrame } from '../../../step-frame';
import { switchDirectoryAction } from '../actions';

type Props = { params: Promise<{ directoryId: string }> };

export const metadata: Metadata = { title: 'Switch it on' };

/** From here on the directory is answered, which its own console tests before anything else. */
export default async function EnableDirectoryPage({ params }: Props) {
  const setup = await readDirectorySetup((await params).directoryId);
  const { directory, portal } = setup;
  const name = nameOfDirectory(directory.provider);
  return (
    <StepFrame
      setup={setup}
      step="enable"
      description={
        directory.enabled
          ? `What ${name} sends is answered. Switch it off and everything is refused until it is on again; members stay members.`
          : `Nothing arrives yet: ${name} gets the base URL and a secret in the next step, and tries the connection there. It has to be on by then.`
      }
    >
      <FeatureOffNotice portal={portal} feature="directory" />
      <div className="flex flex-wrap items-center justify-between gap-3 rounded-lg border border-line p-4">
        <DirectoryStatus directory={directory} />
        <SwitchDirectoryButton
          directory={directory}
          switchDirectory={switchDirectoryAction}
          onDisabled={!portal.directoryEnabled}
        />
      </div>
    </StepFrame>
  );
}
