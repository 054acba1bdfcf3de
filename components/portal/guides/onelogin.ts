import { attributeFields, type Guide } from '../guide';

export const oneLoginSamlGuide: Guide = {
  steps: [
    {
      title: 'Add the connector',
      where: ['OneLogin Administration', 'Applications', 'Applications', 'Add App'],
      text: ['Search for “SAML Custom Connector (Advanced)”, choose it, give it a name and press Save.'],
      fields: [{ label: 'Display Name', value: 'applicationName' }],
    },
    {
      title: 'Fill in the addresses',
      where: ['the new application', 'Configuration'],
      text: ['Leave RelayState, Login URL and the logout addresses empty.'],
      fields: [
        { label: 'Audience (EntityID)', value: 'entityId' },
        { label: 'Recipient', value: 'acsUrl' },
        { label: 'ACS (Consumer) URL Validator', value: 'acsPattern' },
        { label: 'ACS (Consumer) URL', value: 'acsUrl' },
        { label: 'SAML nameID format', value: { text: 'Email' } },
        { label: 'SAML signature element', value: { text: 'Both' } },
      ],
    },
    {
      title: 'Send names and groups',
      where: ['the new application', 'Parameters', '+'],
      text: [
        'Add a field for each: its name is what you copy, its value is what stands above it. Tick “Include in SAML assertion” every time.',
        'If groups should give roles, add a field groups with the value User Roles, and tick “Multi-value parameter” as well.',
      ],
      fields: attributeFields({ email: 'Email', givenName: 'First Name', familyName: 'Last Name' }),
    },
    {
      title: 'Choose SHA-256, and say who may use it',
      where: ['the new application', 'SSO'],
      text: [
        'Set the SAML Signature Algorithm to SHA-256: logins that are signed with SHA-1 are refused. Press Save.',
        'On the Access tab choose the roles whose people should be able to log in.',
      ],
    },
  ],
  bring: ['On the SSO tab, copy the Issuer URL: it is the address of the metadata.'],
  groups: 'Groups arrive as the names of the OneLogin roles of the person.',
  provisioning: 'OneLogin sends people and groups by a connector of its own, “SCIM Provisioner with SAML”.',
};
