import type { DirectoryGuide } from '../directory-guide';

export const oktaDirectoryGuide: DirectoryGuide = {
  steps: [
    {
      title: 'Turn on SCIM for the app',
      where: ['Okta Admin Console', 'Applications', 'your app', 'General', 'App Settings', 'Edit'],
      text: [
        'Choose SCIM for Provisioning and press Save: a Provisioning tab appears. Take the app that your people log in by, if you made it with SAML.',
        'There is no such choice in an app that was made with OpenID Connect. Press Browse App Catalog instead and add “SCIM 2.0 Test App (OAuth Bearer Token)”: it asks for the same two values.',
      ],
    },
    {
      title: 'Enter the base URL and the secret',
      where: ['Provisioning', 'Integration', 'Edit'],
      text: [
        'Tick Push New Users, Push Profile Updates and Push Groups. Choose HTTP Header as the Authentication Mode, and paste the secret behind Bearer. Press Test Connector Configuration, then Save.',
      ],
      fields: [
        { label: 'SCIM connector base URL', value: 'baseUrl' },
        { label: 'Unique identifier field for users', value: { text: 'userName' } },
      ],
    },
    {
      title: 'Say what Okta does',
      where: ['Provisioning', 'To App', 'Edit'],
      text: ['Tick Create Users, Update User Attributes and Deactivate Users, and press Save.'],
    },
    {
      title: 'Assign people, and push groups',
      where: ['Assignments', 'Assign'],
      text: [
        'Assign the people or groups who should be members: they arrive within moments.',
        'For groups that give roles, open Push Groups and add each by its name. Assigning a group sends its people; pushing it sends the group.',
      ],
    },
  ],
};
