import type { DirectoryGuide } from '../directory-guide';

export const googleDirectoryGuide: DirectoryGuide = {
  notice:
    'Google Workspace sends people only by apps of its own catalog, and not by a custom SAML app. One of the catalog that lets you enter an address does it in the place of an app of ours, for example Keeper Web (SAML). Google sends no groups: everyone gets the role of new users, or a role that is given here.',
  steps: [
    {
      title: 'Add an app of the catalog',
      where: ['Google Admin console', 'Apps', 'Web and mobile apps', 'Add app', 'Search for apps'],
      text: [
        'You need to be a super administrator. Search for “Keeper Web (SAML)”, choose it, and finish its steps: people can log in by the same app, with the addresses from the set-up of your login.',
      ],
    },
    {
      title: 'Enter the secret and the base URL',
      where: ['the new app', 'Autoprovisioning', 'Configure autoprovisioning'],
      text: ['Paste the secret as the access token first, then the endpoint URL. Press Continue.'],
      fields: [{ label: 'Endpoint URL', value: 'baseUrl' }],
    },
    {
      title: 'Keep the mapping, and choose who is sent',
      where: ['Autoprovisioning', 'Attribute mapping'],
      text: [
        'Leave the attributes as they are. Under Provisioning scope choose the groups whose people should be members, and when somebody is deprovisioned. Press Finish.',
      ],
    },
    {
      title: 'Turn it on',
      where: ['the new app', 'User access'],
      text: [
        'Turn the app on for the same people, then turn Autoprovisioning on. Google sends changes every few hours.',
      ],
    },
  ],
};
