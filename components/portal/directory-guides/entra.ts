import type { DirectoryGuide } from '../directory-guide';

export const entraDirectoryGuide: DirectoryGuide = {
  steps: [
    {
      title: 'Open the provisioning of the application',
      where: [
        'Microsoft Entra admin center',
        'Entra ID',
        'Enterprise apps',
        'your application',
        'Provisioning',
      ],
      text: [
        'Take the application that your people log in by. Without one, press New application and Create your own application, and choose “Integrate any other application you don’t find in the gallery”.',
        'Press New configuration, or choose the mode Automatic where Entra asks for a mode.',
      ],
      fields: [{ label: 'Name of your app', value: 'applicationName' }],
    },
    {
      title: 'Enter the base URL and the secret',
      where: ['Provisioning', 'Admin credentials'],
      text: [
        'Choose Bearer authentication where Entra asks for it, and paste the secret as Secret Token. Press Test Connection, then Create or Save.',
      ],
      fields: [{ label: 'Tenant URL', value: 'baseUrl' }],
    },
    {
      title: 'Check the mapping',
      where: ['Provisioning', 'Attribute mapping (Preview)', 'Provision Microsoft Entra ID Users'],
      text: [
        'Leave it as it is if everybody has a mail address in Entra. The address that counts here is emails[type eq "work"].value, from mail; without one, userName is taken.',
      ],
    },
    {
      title: 'Assign people and groups',
      where: ['your application', 'Users and groups', 'Add user/group'],
      text: [
        'Assign who should be a member, and the groups that give roles. Only direct members of a group are sent, not those of groups within it.',
      ],
    },
    {
      title: 'Start it',
      where: ['Provisioning', 'Overview', 'Start provisioning'],
      text: [
        'The first cycle begins within minutes, and then there is one about every 40 minutes. Provision on demand sends one person at once: the quickest way to see that it works.',
      ],
    },
  ],
};
