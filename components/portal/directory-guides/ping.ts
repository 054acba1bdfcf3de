import type { DirectoryGuide } from '../directory-guide';

export const pingDirectoryGuide: DirectoryGuide = {
  steps: [
    {
      title: 'Add a connection',
      where: ['PingOne console', 'Integrations', 'Provisioning', '+', 'New connection'],
      text: [
        'Press Select beside Identity Store, choose SCIM Outbound, and press Next. Give it a name and press Next.',
      ],
      fields: [{ label: 'Name', value: 'applicationName' }],
    },
    {
      title: 'Enter the base URL and the secret',
      where: ['Configure authentication'],
      text: ['Paste the secret as OAuth Access Token. Press Test connection, then Next.'],
      fields: [
        { label: 'SCIM Base URL', value: 'baseUrl' },
        { label: 'Users Resource', value: { text: '/Users' } },
        { label: 'Groups Resource', value: { text: '/Groups' } },
        { label: 'SCIM Version', value: { text: '2.0' } },
        { label: 'Authentication Method', value: { text: 'OAuth 2 Bearer Token' } },
        { label: 'Auth Type Header', value: { text: 'Bearer' } },
      ],
    },
    {
      title: 'Choose what it does',
      where: ['Configure preferences'],
      text: [
        'Allow users to be created, updated, disabled and deprovisioned, with the remove action Disable. Press Save, and turn the switch of the connection on.',
      ],
      fields: [
        { label: 'User Filter Expression', value: { text: 'userName Eq "%s"' } },
        { label: 'User Identifier', value: { text: 'userName' } },
      ],
    },
    {
      title: 'Say who is sent',
      where: ['Integrations', 'Provisioning', '+', 'New rule'],
      text: [
        'Choose the connection as target, and under User filter the population or groups whose people should be members. Under Attribute mapping send the address as userName and as work email.',
        'For groups that give roles, add them under Group provisioning. Turn the switch of the rule on.',
      ],
    },
  ],
};
