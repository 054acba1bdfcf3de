import type { DirectoryGuide } from '../directory-guide';

export const customDirectoryGuide: DirectoryGuide = {
  steps: [
    {
      title: 'Add a SCIM 2.0 application',
      text: [
        'Users and groups of SCIM 2.0 (RFC 7643 and 7644) are answered below the base URL. Each request brings the secret as a bearer token, in the header Authorization.',
      ],
      fields: [
        { label: 'Base URL, Tenant URL, Connector URL', value: 'baseUrl' },
        { label: 'Unique attribute of a user', value: { text: 'userName' } },
      ],
    },
    {
      title: 'Send names and addresses',
      text: [
        'userName is needed. The address that counts is the primary one of emails, else the one of type work, else userName where that is an address. active says whether somebody is a member.',
      ],
    },
    {
      title: 'Say who is sent',
      text: [
        'Assign the people who should be members, and the groups that should give roles. Whoever loses the assignment has to be sent with active false, or deleted.',
      ],
    },
  ],
};
