import type { DirectoryGuide } from '../directory-guide';

/** One line: fields that are copied have one. */
const oneLoginTemplate = JSON.stringify({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName: '{$parameters.scimusername}',
  name: { givenName: '{$user.firstname}', familyName: '{$user.lastname}' },
  displayName: '{$user.display_name}',
  emails: [{ value: '{$user.email}', type: 'work', primary: true }],
});

export const oneLoginDirectoryGuide: DirectoryGuide = {
  steps: [
    {
      title: 'Add the connector',
      where: ['OneLogin Administration', 'Applications', 'Applications', 'Add App'],
      text: [
        'Search for “SCIM Provisioner with SAML (SCIM v2 Core)”, choose it, give it a name and press Save.',
      ],
      fields: [{ label: 'Display Name', value: 'applicationName' }],
    },
    {
      title: 'Enter the base URL and the secret',
      where: ['the new application', 'Configuration', 'API Connection'],
      text: [
        'Paste the secret as SCIM Bearer Token, and the template as SCIM JSON Template. Then press Enable under API Status, and Save.',
      ],
      fields: [
        { label: 'SCIM Base URL', value: 'baseUrl' },
        { label: 'SCIM JSON Template', value: { text: oneLoginTemplate } },
      ],
    },
    {
      title: 'Turn provisioning on',
      where: ['the new application', 'Provisioning', 'Workflow'],
      text: [
        'Tick Enable provisioning. Take the ticks at Create user, Delete user and Update user away, or an administrator of yours approves each change. Choose Suspend for people who are deleted or lose the application. Press Save.',
      ],
    },
    {
      title: 'Say who is sent by which name',
      where: ['the new application', 'Parameters'],
      text: [
        'Set scimusername to Email.',
        'For groups that give roles, open Groups, tick “Include in User Provisioning”, and add a rule on the Rules tab that sets the groups, for example from the roles of OneLogin.',
      ],
    },
    {
      title: 'Assign people',
      where: ['the new application', 'Access'],
      text: ['Choose the roles whose people should be members, and press Save.'],
    },
  ],
};
