import type { Guide } from '../guide';

export const entraSamlGuide: Guide = {
  steps: [
    {
      title: 'Create an enterprise application',
      where: [
        'Microsoft Entra admin center',
        'Entra ID',
        'Enterprise apps',
        'New application',
        'Create your own application',
      ],
      text: [
        'Choose “Integrate any other application you don’t find in the gallery (Non-gallery)” and press Create.',
      ],
      fields: [{ label: 'Name of your app', value: 'applicationName' }],
    },
    {
      title: 'Turn on SAML and fill in the addresses',
      where: ['the new application', 'Single sign-on', 'SAML', 'Basic SAML Configuration', 'Edit'],
      text: ['Add both, mark them as default, and press Save. Leave the other fields empty.'],
      fields: [
        { label: 'Identifier (Entity ID)', value: 'entityId' },
        { label: 'Reply URL (Assertion Consumer Service URL)', value: 'acsUrl' },
      ],
    },
    {
      title: 'Look at the attributes, and add groups',
      where: ['Attributes & Claims', 'Edit'],
      text: [
        'The claims that stand there (emailaddress, givenname, surname) are understood as they are. The email claim reads user.mail: people without a mail address in Entra cannot log in.',
        'If groups should give roles, press “Add a group claim” and choose the groups assigned to the application.',
      ],
    },
    {
      title: 'Say who may use it',
      where: ['the new application', 'Users and groups', 'Add user/group'],
      text: ['Assign the people or groups who should be able to log in: nobody can before that.'],
    },
  ],
  bring: ['On the Single sign-on page, under SAML Certificates, copy the App Federation Metadata Url.'],
  groups:
    'Entra sends the Object ID of each group, not its name, unless you chose another source attribute. You find it on the page of the group.',
  provisioning: 'The same enterprise application can send people and groups: see Provisioning in its menu.',
};

export const entraOidcGuide: Guide = {
  steps: [
    {
      title: 'Register an application',
      where: ['Microsoft Entra admin center', 'Entra ID', 'App registrations', 'New registration'],
      text: [
        'Choose “Accounts in this organizational directory only”. Under Redirect URI choose the platform Web, and press Register.',
      ],
      fields: [
        { label: 'Name', value: 'applicationName' },
        { label: 'Redirect URI', value: 'redirectUri' },
      ],
    },
    {
      title: 'Make a client secret',
      where: ['the new registration', 'Certificates & secrets', 'Client secrets', 'New client secret'],
      text: [
        'Copy its Value at once, not the Secret ID: Entra shows it only now. Note when it expires: from that day on nobody can log in until a new one is entered here.',
      ],
    },
    {
      title: 'Send addresses, names and groups',
      where: ['Token configuration', 'Add optional claim'],
      text: [
        'For the token type ID add email, family_name and given_name, and agree to the permissions that Entra asks for.',
        'If groups should give roles, press “Add groups claim” and choose the groups assigned to the application.',
      ],
    },
    {
      title: 'Let Entra vouch for addresses',
      where: ['the new registration', 'Manifest', 'optionalClaims', 'idToken'],
      text: [
        'Add this entry to the list, after a comma, and press Save. It says whether the domain of an address is verified in your tenant: without it logins are refused.',
      ],
      fields: [{ label: 'Entry', value: { text: '{ "name": "xms_edov", "essential": false }' } }],
    },
    {
      title: 'Allow the sign-in',
      where: ['API permissions', 'Grant admin consent'],
      text: ['The delegated permissions openid, profile and email of Microsoft Graph are enough.'],
    },
  ],
  bring: [
    'From the Overview page of the registration: the Application (client) ID.',
    'The issuer is https://login.microsoftonline.com/{tenant}/v2.0, with the Directory (tenant) ID of the same page in place of {tenant}. The words common and organizations are refused there.',
    'The Value of the client secret.',
  ],
  groups: 'Entra sends the Object ID of each group, not its name. You find it on the page of the group.',
};
