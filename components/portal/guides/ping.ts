import { attributeFields, type Guide } from '../guide';

export const pingSamlGuide: Guide = {
  steps: [
    {
      title: 'Add an application',
      where: ['PingOne console', 'Applications', 'Applications', '+'],
      text: ['Give it a name, choose SAML Application, and press Configure.'],
      fields: [{ label: 'Application Name', value: 'applicationName' }],
    },
    {
      title: 'Fill in the addresses',
      where: ['SAML Configuration', 'Manually Enter'],
      text: ['Press Save.'],
      fields: [
        { label: 'ACS URLs', value: 'acsUrl' },
        { label: 'Entity ID', value: 'entityId' },
      ],
    },
    {
      title: 'Choose how it signs',
      where: ['the new application', 'Configuration', 'Edit'],
      text: ['Leave the logout fields empty, and press Save.'],
      fields: [
        { label: 'Sign', value: { text: 'Sign Assertion & Response' } },
        { label: 'Signing Algorithm', value: { text: 'RSA_SHA256' } },
        {
          label: 'Subject NameID Format',
          value: { text: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress' },
        },
      ],
    },
    {
      title: 'Send names and groups',
      where: ['the new application', 'Attribute Mappings', 'Edit'],
      text: [
        'Map saml_subject to Email Address. Then add a line for each of these: the attribute is what you copy, the PingOne mapping is what stands above it.',
        'If groups should give roles, add the attribute groups with the mapping Group Names.',
      ],
      fields: attributeFields({
        email: 'Email Address',
        givenName: 'Given Name',
        familyName: 'Family Name',
      }),
    },
    {
      title: 'Switch it on',
      where: ['the new application'],
      text: [
        'Turn the switch at the top of the application on. On the Access tab you can choose the groups whose people may log in; without any, everybody may.',
      ],
    },
  ],
  bring: ['On the Configuration tab, copy the IDP Metadata URL.'],
  groups: 'Groups arrive as the names of the PingOne groups of the person.',
  provisioning:
    'PingOne sends people and groups by a connection of its own, under Integrations > Provisioning.',
};
