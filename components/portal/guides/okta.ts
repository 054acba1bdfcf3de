import { attributeFields, type Guide } from '../guide';

export const oktaSamlGuide: Guide = {
  steps: [
    {
      title: 'Create an app integration',
      where: ['Okta Admin Console', 'Applications', 'Applications', 'Create App Integration'],
      text: ['Choose SAML 2.0 and press Next. Give the app a name that your people know, and press Next.'],
      fields: [{ label: 'App name', value: 'applicationName' }],
    },
    {
      title: 'Fill in the SAML settings',
      where: ['Configure SAML', 'SAML Settings', 'General'],
      text: ['Leave “Use this for Recipient URL and Destination URL” ticked, and Default RelayState empty.'],
      fields: [
        { label: 'Single sign-on URL', value: 'acsUrl' },
        { label: 'Audience URI (SP Entity ID)', value: 'entityId' },
        { label: 'Name ID format', value: { text: 'EmailAddress' } },
        { label: 'Application username', value: { text: 'Email' } },
      ],
    },
    {
      title: 'Send names and groups',
      where: ['Attribute Statements'],
      text: [
        'Add one line for each of these: the name is what you copy, the value is what stands above it. Newer consoles ask for them on the Sign On tab once the app is there.',
        'For groups, add a group attribute statement with the name groups and the filter “Matches regex” .* , or a narrower one.',
      ],
      fields: attributeFields({
        email: 'user.email',
        givenName: 'user.firstName',
        familyName: 'user.lastName',
      }),
    },
    {
      title: 'Finish, and say who may use it',
      where: ['the new app', 'Assignments', 'Assign'],
      text: [
        'Press Next, say that it is an internal app, and press Finish. Then assign the people or groups who should be able to log in: nobody can before that.',
      ],
    },
  ],
  bring: ['On the Sign On tab of the app, under SAML 2.0 > Metadata details, copy the Metadata URL.'],
  groups: 'Groups arrive as the names of the Okta groups that your filter lets through.',
  provisioning:
    'The same app can send people and groups: on its General tab, under App Settings, choose SCIM for Provisioning.',
};

export const oktaOidcGuide: Guide = {
  steps: [
    {
      title: 'Create an app integration',
      where: ['Okta Admin Console', 'Applications', 'Applications', 'Create App Integration'],
      text: ['Choose OIDC - OpenID Connect, then Web Application, and press Next.'],
      fields: [{ label: 'App integration name', value: 'applicationName' }],
    },
    {
      title: 'Say where logins come back to',
      where: ['New Web App Integration'],
      text: ['Keep the grant type Authorization Code. Take the addresses that stand there as examples away.'],
      fields: [{ label: 'Sign-in redirect URIs', value: 'redirectUri' }],
    },
    {
      title: 'Say who may use it',
      where: ['Assignments', 'Controlled access'],
      text: ['Choose everyone or the groups that should be able to log in, and press Save.'],
    },
    {
      title: 'Send groups',
      where: ['the new app', 'Sign On', 'OpenID Connect ID Token', 'Edit'],
      text: [
        'Only if groups should give roles: set the groups claim filter to the name groups, “Matches regex” .* , or a narrower one.',
      ],
    },
  ],
  bring: [
    'On the General tab, copy the Client ID and the client secret.',
    'The issuer is the address of your Okta organization, for example https://example.okta.com. If you use a custom authorization server, it is the Issuer URI under Security > API.',
  ],
  groups: 'Groups arrive as the names of the Okta groups that your filter lets through.',
};
