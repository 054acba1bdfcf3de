import { attributeFields, type Guide } from '../guide';

export const jumpCloudSamlGuide: Guide = {
  steps: [
    {
      title: 'Add a custom application',
      where: ['JumpCloud Admin Portal', 'Access', 'SSO Applications', 'Add New Application'],
      text: [
        'Choose Custom Application, press Next, tick “Manage Single Sign-On (SSO)” with “Configure SSO with SAML”, press Next, give it a name and press Save Application.',
      ],
      fields: [{ label: 'Display Label', value: 'applicationName' }],
    },
    {
      title: 'Fill in the addresses',
      where: ['Configure Application', 'SSO'],
      text: [
        'IdP Entity ID is a name of your own choice for JumpCloud, which no other application there has. Leave Default RelayState and Login URL empty.',
      ],
      fields: [
        { label: 'SP Entity ID', value: 'entityId' },
        { label: 'ACS URLs: Default URL', value: 'acsUrl' },
        { label: 'SAMLSubject NameID', value: { text: 'email' } },
        {
          label: 'SAMLSubject NameID Format',
          value: { text: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress' },
        },
        { label: 'Signature Algorithm', value: { text: 'RSA-SHA256' } },
      ],
    },
    {
      title: 'Send names and groups',
      where: ['SSO', 'Attributes'],
      text: [
        'Under User Attribute Mapping add a line for each: the service provider’s name is what you copy, JumpCloud’s is what stands above it.',
        'If groups should give roles, tick “include group attribute” and call it groups. Press Save.',
      ],
      fields: attributeFields({ email: 'email', givenName: 'firstname', familyName: 'lastname' }),
    },
    {
      title: 'Say who may use it',
      where: ['the new application', 'User Groups'],
      text: ['Tick the groups whose people should be able to log in, and press Save.'],
    },
  ],
  bring: ['On the SSO tab, under JumpCloud Metadata, press Copy Metadata URL.'],
  groups: 'Groups arrive as the names of the JumpCloud user groups that the application is bound to.',
  provisioning: 'The same application can send people and groups: see its Identity Management tab.',
};
