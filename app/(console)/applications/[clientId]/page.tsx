import { History } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { Breadcrumb } from '@/components/shell/breadcrumb';
import { ButtonLink } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { PageHeader } from '@/components/ui/page-header';
import { SettingsSection } from '@/components/ui/settings-section';
import { isPublicType, typeOfKind } from '@/lib/applications/application';
import { clientRefSchema } from '@/lib/applications/client.schema';
import { configuredFields } from '@/lib/applications/configured-fields';
import { getClient } from '@/lib/applications/get-client';
import { env } from '@/lib/env';
import { getCtx } from '@/server/context';
import { answerPage } from '../../answer-page';
import { typeWords } from '../application-types';
import { AddressesForm } from './addresses-form';
import { ConnectSection } from './connect-section';
import { DefaultApplication } from './default-application';
import { DeleteApplication } from './delete-application';
import { GeneralForm } from './general-form';
import { SecretsSection } from './secrets-section';

type ApplicationPageProps = { params: Promise<{ clientId: string }> };

const readApplication = cache((clientId: string) => {
  const ref = clientRefSchema.safeParse({ clientId });
  return ref.success ? answerPage((ctx) => getClient(ctx, ref.data)) : notFound();
});

export async function generateMetadata({ params }: ApplicationPageProps): Promise<Metadata> {
  const { name } = await readApplication((await params).clientId);
  return { title: name };
}

/** One application: how it connects, its addresses, settings and secrets, for staff admins. */
export default async function ApplicationPage({ params }: ApplicationPageProps) {
  const application = await readApplication((await params).clientId);
  const { now } = await getCtx();
  const { clientId, name, isDefault } = application;
  const type = typeOfKind(application) ?? 'web';
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Applications', href: '/applications' }, { label: name }]} />
      <PageHeader
        title={name}
        meta={<Chips type={typeWords[type].label} isDefault={isDefault} />}
        actions={
          <ButtonLink href={`/activity?target=${encodeURIComponent(clientId)}`}>
            <History aria-hidden="true" />
            History
          </ButtonLink>
        }
      />
      <div className="mt-4 border-line border-t">
        <ConnectSection application={application} type={type} baseUrl={env().baseUrl.origin} />
        <SettingsSection
          title="Addresses"
          description="Compared letter by letter, so that nobody is sent elsewhere with a code."
        >
          <AddressesForm
            application={application}
            type={type}
            configured={configuredFields(env().client, clientId)}
          />
        </SettingsSection>
        <SettingsSection title="General">
          <GeneralForm application={application} type={type} />
        </SettingsSection>
        {!isPublicType(type) && <SecretsSection application={application} now={now.toISOString()} />}
        <SettingsSection title="Default application">
          <DefaultApplication application={application} />
        </SettingsSection>
        <SettingsSection title="Delete" description="For good: there is no way back.">
          <DeleteApplication application={application} />
        </SettingsSection>
      </div>
    </>
  );
}

function Chips({ type, isDefault }: { type: string; isDefault: boolean }) {
  return (
    <>
      <Chip>{type}</Chip>
      {isDefault && <Chip tone="info">Default</Chip>}
    </>
  );
}
