import type { Metadata } from 'next';
import { DirectorySecrets } from '@/components/directories/directory-secrets';
import { nameOfDirectory } from '@/components/portal/directory-checklist';
import { directoryGuideOf } from '@/components/portal/directory-guide-of';
import { GuideSteps } from '@/components/portal/guide-steps';
import { CopyField } from '@/components/ui/copy-field';
import { Link } from '@/components/ui/link';
import { getPortalCtx } from '@/server/context';
import { EndpointNotice } from '../../../../endpoint-notice';
import { readDirectorySetup } from '../../../read-directory-setup';
import { StepFrame } from '../../../step-frame';
import { StepSection } from '../../../step-section';
import { createSecretAction, revokeSecretAction, rotateSecretAction } from '../actions';

type Props = { params: Promise<{ directoryId: string }> };

const secretActions = {
  createSecret: createSecretAction,
  rotateSecret: rotateSecretAction,
  revokeSecret: revokeSecretAction,
};

export const metadata: Metadata = { title: 'Connect your directory' };

/** The two values that the directory asks for, and what to do in its console, in its own words. */
export default async function ConnectDirectoryPage({ params }: Props) {
  const setup = await readDirectorySetup((await params).directoryId);
  const { directory, portal } = setup;
  const name = nameOfDirectory(directory.provider);
  const guide = directoryGuideOf(directory.provider);
  const { now } = await getPortalCtx();
  return (
    <StepFrame
      setup={setup}
      step="application"
      description={`Open the console of ${name} in another window. It asks for a base URL and a secret.`}
    >
      {!directory.enabled && (
        <StillOff name={name} href={`/portal/directories/${directory.directoryId}/enable`} />
      )}
      <StepSection title="Base URL and secret">
        <CopyField label="Base URL" value={directory.endpoint} />
        <EndpointNotice
          endpoint={directory.endpoint}
          advice={`Ask ${portal.supportAddress ?? `whoever looks after your account at ${portal.applicationName}`} for a public address.`}
        />
        <div>
          <DirectorySecrets directory={directory} actions={secretActions} now={now.toISOString()} />
        </div>
      </StepSection>
      <StepSection title={`Steps in ${name}`} description={guide.notice}>
        <GuideSteps
          steps={guide.steps}
          values={{ baseUrl: directory.endpoint, applicationName: portal.applicationName }}
        />
      </StepSection>
    </StepFrame>
  );
}

function StillOff({ name, href }: { name: string; href: string }) {
  return (
    <p role="note" className="rounded-md border border-wait/25 bg-wait-wash px-3.5 py-3 text-wait">
      It is off: {name} is refused when it tries the connection.{' '}
      <Link href={href} className="underline underline-offset-2">
        Switch it on first
      </Link>
      .
    </p>
  );
}
