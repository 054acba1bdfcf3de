import { AttributeForm } from '@/components/connections/attribute-form';
import { BehaviourForm } from '@/components/connections/behaviour-form';
import { CertificateList } from '@/components/connections/certificate-list';
import { ConnectionValues } from '@/components/connections/connection-values';
import { DeleteConnection } from '@/components/connections/delete-connection';
import { MetadataForm } from '@/components/connections/metadata-form';
import { OidcForm } from '@/components/connections/oidc-form';
import { SamlForm } from '@/components/connections/saml-form';
import { SettingsSection } from '@/components/ui/settings-section';
import { providerNames } from '@/lib/connections/connection.schema';
import { type ConnectionRecord, connectionLabel } from '@/lib/connections/connection-record';
import { describeConnectionEnding } from '@/lib/connections/describe-connection-ending';
import { answerPage } from '../../../../answer-page';
import {
  addCertificatesAction,
  deleteConnectionAction,
  importMetadataAction,
  removeCertificateAction,
  updateConnectionAction,
} from '../actions';
import { ConnectionRoles } from './connection-roles';

type ConnectionSettingsProps = { connection: ConnectionRecord; now: string };

/** Everything of a connection that can be set, from what is copied there to what ends with it. */
export async function ConnectionSettings({ connection, now }: ConnectionSettingsProps) {
  const there =
    connection.provider === 'CUSTOM' ? 'the identity provider' : providerNames[connection.provider];
  const ending = await answerPage((ctx) => describeConnectionEnding(ctx, connection));
  return (
    <>
      <SettingsSection
        title={`Copy into ${there}`}
        description="Under the names that they have there. They stay the same."
      >
        <ConnectionValues connection={connection} />
      </SettingsSection>
      <FromThere connection={connection} there={there} now={now} />
      <SettingsSection
        title="Attributes"
        description="By which names it says what is known of a person. Empty: the names that it uses by itself."
      >
        <AttributeForm connection={connection} update={updateConnectionAction} />
      </SettingsSection>
      <ConnectionRoles connection={connection} />
      <SettingsSection title="Logins" description="What happens when somebody comes by this connection.">
        <BehaviourForm connection={connection} update={updateConnectionAction} />
      </SettingsSection>
      <SettingsSection title="Delete" description="For good: there is no way back.">
        <DeleteConnection
          connection={connection}
          label={connectionLabel(connection)}
          ending={ending}
          remove={deleteConnectionAction}
          listHref={`/organizations/${connection.organizationId}/sso`}
        />
      </SettingsSection>
    </>
  );
}

/** The forms begin anew when the settings change by another way than their own. */
function FromThere({ connection, there, now }: ConnectionSettingsProps & { there: string }) {
  const version = connection.updatedAt.toISOString();
  if (connection.type === 'OIDC') {
    return (
      <SettingsSection
        title={`Copy from ${there}`}
        description="What you got when you registered Usher there."
      >
        <OidcForm key={version} connection={connection} update={updateConnectionAction} />
      </SettingsSection>
    );
  }
  return (
    <>
      <SettingsSection
        title={`Copy from ${there}`}
        description="Its metadata holds all that is needed: the address of it, or its file."
      >
        <MetadataForm key={version} connection={connection} importMetadata={importMetadataAction} />
      </SettingsSection>
      <SettingsSection title="Or field by field" description="What the metadata filled stands here, too.">
        <SamlForm key={version} connection={connection} update={updateConnectionAction} />
      </SettingsSection>
      <SettingsSection
        title="Certificates"
        description="Any of them may have signed, so that one can be replaced by the next without a login failing."
      >
        <CertificateList
          connection={connection}
          actions={{ addCertificates: addCertificatesAction, removeCertificate: removeCertificateAction }}
          now={now}
        />
      </SettingsSection>
    </>
  );
}
