import type { DirectoryGuide } from '../directory-guide';

export const jumpCloudDirectoryGuide: DirectoryGuide = {
  steps: [
    {
      title: 'Open the application',
      where: ['JumpCloud Admin Portal', 'Access', 'SSO Applications'],
      text: [
        'Take the application that your people log in by. Without one, press Add New Application, choose Custom Application, tick “Export users to this app (Identity Management)”, give it a name and press Save Application.',
      ],
      fields: [{ label: 'Display Label', value: 'applicationName' }],
    },
    {
      title: 'Enter the base URL and the secret',
      where: ['the application', 'Identity Management', 'Configuration settings'],
      text: [
        'Choose SCIM API and SCIM 2.0, and paste the secret as Token Key. The test user is somebody of your own, with an address in a verified domain: JumpCloud makes them, and deletes them again. Press Test Connection, then Activate and Save.',
      ],
      fields: [{ label: 'Base URL', value: 'baseUrl' }],
    },
    {
      title: 'Send groups, too',
      where: ['the application', 'Identity Management'],
      text: [
        'Only if groups should give roles: turn on “Enable management of User Groups and Group Membership in this application”.',
      ],
    },
    {
      title: 'Assign people',
      where: ['the application', 'User Groups'],
      text: ['Tick the groups whose people should be members, and press Save.'],
    },
  ],
};
