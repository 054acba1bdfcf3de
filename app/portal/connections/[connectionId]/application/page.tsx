import type { Metadata } from 'next';
import { nameOfProvider } from '@/components/portal/checklist';
import { guideOf } from '@/components/portal/guide-of';
import { GuideSteps } from '@/components/portal/guide-steps';
import { connectionValues } from '@/components/portal/guide-values';
import { ButtonLink } from '@/components/ui/button';
import { listDirectories } from '@/lib/directories/list-directories';
import { answerPortal } from '../../../read-portal';
import { readSetup } from '../../../read-setup';
import { StepFrame } from '../../../step-frame';

type Props = { params: Promise<{ connectionId: string }> };

export const metadata: Metadata = { title: 'Add the application' };

/** What to do in the identity provider's console, in its own words. */
export default async function ApplicationPage({ params }: Props) {
  const setup = await readSetup((await params).connectionId);
  const { connection, portal } = setup;
  const guide = guideOf(connection.provider, connection.type);
  const provider = nameOfProvider(connection.provider);
  return (
    <StepFrame
      setup={setup}
      step="application"
      description={`Open the console of ${provider} in another window and follow these steps there.`}
    >
      <GuideSteps
        steps={guide.steps}
        values={connectionValues(connection.addresses, portal.applicationName)}
      />
      <section>
        <h2 className="font-heading text-md">Take with you</h2>
        <ul className="mt-1.5 flex list-disc flex-col gap-1.5 pl-5 text-ink-2">
          {guide.bring.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </section>
      {guide.provisioning && portal.features.has('directory') && (
        <section>
          <h2 className="font-heading text-md">People and groups, too?</h2>
          <p className="mt-1.5 max-w-[68ch] text-ink-2">{guide.provisioning}</p>
          <ButtonLink href={await directoryHref()} className="mt-3">
            Set up the directory
          </ButtonLink>
        </section>
      )}
    </StepFrame>
  );
}

/** The steps of the directory that there is, else the choice of one. */
async function directoryHref(): Promise<string> {
  const [first] = await answerPortal((ctx, { organizationId }) => listDirectories(ctx, { organizationId }));
  return first ? `/portal/directories/${first.directoryId}/application` : '/portal/directories/new';
}
