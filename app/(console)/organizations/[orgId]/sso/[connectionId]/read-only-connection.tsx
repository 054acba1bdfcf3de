import { DescriptionList } from '@/components/ui/description-list';
import { SettingsSection } from '@/components/ui/settings-section';
import { providerNames, typeNames } from '@/lib/connections/connection.schema';
import type { ConnectionRecord } from '@/lib/connections/connection-record';

/** What support staff see of a connection: enough to help, nothing to change. */
export function ReadOnlyConnection({ connection }: { connection: ConnectionRecord }) {
  const { provider, type, addresses, jitEnabled, syncProfile } = connection;
  const values =
    connection.type === 'SAML'
      ? [
          { term: 'ACS URL', value: addresses.acsUrl },
          { term: 'Entity id', value: addresses.entityId },
          { term: 'Identity provider', value: connection.settings.idpEntityId ?? 'Not set' },
          { term: 'Sign-in address', value: connection.settings.idpSsoUrl ?? 'Not set' },
        ]
      : [
          { term: 'Redirect URI', value: addresses.redirectUri },
          { term: 'Issuer', value: connection.settings.issuer ?? 'Not set' },
          { term: 'Client id', value: connection.settings.clientId ?? 'Not set' },
        ];
  return (
    <SettingsSection title="Settings" description="Admins of the staff and of the organization change them.">
      <DescriptionList
        items={[
          { term: 'Kind', value: `${providerNames[provider]}, ${typeNames[type]}` },
          ...values,
          { term: 'First logins', value: jitEnabled ? 'Make accounts' : 'Need an invitation' },
          { term: 'Profiles', value: syncProfile ? 'Follow the identity provider' : 'Stay as they are' },
        ]}
      />
    </SettingsSection>
  );
}
