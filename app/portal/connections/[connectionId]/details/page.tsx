import type { Metadata } from 'next';
import { CertificateList } from '@/components/connections/certificate-list';
import { ExpiryNotice } from '@/components/connections/expiry-notice';
import { MetadataForm } from '@/components/connections/metadata-form';
import { OidcForm } from '@/components/connections/oidc-form';
import { SamlForm } from '@/components/connections/saml-form';
import { nameOfProvider } from '@/components/portal/checklist';
import type { ConnectionRecord } from '@/lib/connections/connection-record';
import { getPortalCtx } from '@/server/context';
import { readSetup } from '../../../read-setup';
import { StepFrame } from '../../../step-frame';
import { StepSection } from '../../../step-section';
import {
  addCertificatesAction,
  importMetadataAction,
  removeCertificateAction,
  updateConnectionAction,
} from '../actions';

type Props = { params: Promise<{ connectionId: string }> };

export const metadata: Metadata = { title: 'Enter what you got' };

/** What the identity provider gave, entered here. */
export default async function DetailsPage({ params }: Props) {
  const setup = await readSetup((await params).connectionId);
  const { connection } = setup;
  const { now } = await getPortalCtx();
  return (
    <StepFrame
      setup={setup}
      step="details"
      description={
        connection.missing.length > 0
          ? `Still missing: ${connection.missing.join(', ')}.`
          : 'Everything is there. What you change counts from the next login on.'
      }
    >
      <Details connection={connection} now={now.toISOString()} />
    </StepFrame>
  );
}

/** The forms begin anew when the settings change by another way than their own. */
function Details({ connection, now }: { connection: ConnectionRecord; now: string }) {
  const provider = nameOfProvider(connection.provider);
  const version = connection.updatedAt.toISOString();
  if (connection.type === 'OIDC')
    return (
      <StepSection title={`Copy from ${provider}`}>
        <OidcForm key={version} connection={connection} update={updateConnectionAction} />
      </StepSection>
    );
  return (
    <>
      <div className="-mx-7 -mt-5 empty:hidden max-tablet:-mx-4">
        <ExpiryNotice connection={connection} now={now} />
      </div>
      <StepSection
        title="By its metadata"
        description={`The quickest way: ${provider} says everything in it, the certificates too.`}
      >
        <MetadataForm key={version} connection={connection} importMetadata={importMetadataAction} />
      </StepSection>
      <StepSection title="Or field by field" description="Under the names that they have there.">
        <SamlForm key={version} connection={connection} update={updateConnectionAction} />
      </StepSection>
      <StepSection
        title="Certificates"
        description="Any of them may have signed, so that one can be replaced by the next without a login failing."
      >
        <CertificateList
          connection={connection}
          actions={{ addCertificates: addCertificatesAction, removeCertificate: removeCertificateAction }}
          now={now}
        />
      </StepSection>
    </>
  );
}
