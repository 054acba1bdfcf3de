import { attributeFields, type Guide } from '../guide';

export const googleSamlGuide: Guide = {
  steps: [
    {
      title: 'Add a custom SAML app',
      where: ['Google Admin console', 'Apps', 'Web and mobile apps', 'Add app', 'Add custom SAML app'],
      text: ['You need to be a super administrator. Give the app a name and press Continue.'],
      fields: [{ label: 'App name', value: 'applicationName' }],
    },
    {
      title: 'Download the metadata',
      where: ['Google Identity Provider details', 'Option 1: Download IdP metadata'],
      text: ['Keep the file for the next page: Google has no address for it. Press Continue.'],
    },
    {
      title: 'Fill in the service provider details',
      where: ['Service provider details'],
      text: ['Leave Start URL empty. “Signed response” may be ticked or not. Press Continue.'],
      fields: [
        { label: 'ACS URL', value: 'acsUrl' },
        { label: 'Entity ID', value: 'entityId' },
        { label: 'Name ID format', value: { text: 'EMAIL' } },
        { label: 'Name ID', value: { text: 'Basic Information > Primary email' } },
      ],
    },
    {
      title: 'Send names and groups',
      where: ['Attribute mapping'],
      text: [
        'Add a mapping for each: the Google directory attribute stands above what you copy.',
        'If groups should give roles, choose them under Group membership, with the app attribute groups. Press Finish.',
      ],
      fields: attributeFields({
        email: 'Primary email',
        givenName: 'First name',
        familyName: 'Last name',
      }),
    },
    {
      title: 'Turn it on for your people',
      where: ['the new app', 'User access'],
      text: [
        'Choose ON for everyone, or for an organizational unit, and press Save: it is off at first. Google says that it can take up to a day, and mostly it takes minutes.',
      ],
    },
  ],
  bring: ['The metadata file that you downloaded. You can download it again on the page of the app.'],
  groups: 'Groups arrive as the names of the Google groups that you chose under Group membership.',
};
