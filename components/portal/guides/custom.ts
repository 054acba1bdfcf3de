import type { Guide } from '../guide';

export const customSamlGuide: Guide = {
  steps: [
    {
      title: 'Register a service provider',
      text: [
        'Most identity providers take all of it from our metadata. Else copy the addresses one by one; what each is called there differs.',
      ],
      fields: [
        { label: 'Metadata of the service provider', value: 'metadataUrl' },
        { label: 'Entity ID, Audience', value: 'entityId' },
        { label: 'Assertion Consumer Service (ACS), Reply URL, Recipient', value: 'acsUrl' },
      ],
    },
    {
      title: 'Choose how it answers',
      text: [
        'The binding to the ACS is HTTP-POST. The response or the assertion, or both, must be signed with SHA-256 or better; SHA-1 is refused. Assertions may be encrypted with the certificate in our metadata.',
        'The NameID must be the same for a person for good: a persistent one, or the email address.',
      ],
    },
    {
      title: 'Send names and groups',
      text: [
        'The address is needed, the others are welcome. Other names than these can be told to us later, under Attributes and roles.',
      ],
      fields: [
        { label: 'Email address', value: { text: 'email' } },
        { label: 'First name', value: { text: 'given_name' } },
        { label: 'Last name', value: { text: 'family_name' } },
        { label: 'Groups, several values', value: { text: 'groups' } },
      ],
    },
    { title: 'Say who may use it', text: ['Assign the people or groups who should be able to log in.'] },
  ],
  bring: [
    'The address of its metadata, or the metadata as a file. Without either: its entity id, its sign-in address (HTTP-Redirect or HTTP-POST) and its signing certificate.',
  ],
  groups: 'Groups arrive as the values of the attribute that you send as groups.',
};

export const customOidcGuide: Guide = {
  steps: [
    {
      title: 'Register a client',
      text: [
        'Choose a confidential web application with the authorization code flow. PKCE with S256 is always used.',
      ],
      fields: [{ label: 'Redirect URI, Callback URL', value: 'redirectUri' }],
    },
    {
      title: 'Let it read who logs in',
      text: [
        'Allow the scopes openid, profile and email. ID tokens must be signed with RS256, ES256 or a longer one of these; HS256 is refused.',
        'The claims sub and email are needed, given_name and family_name are welcome. Groups may come as groups, in the ID token or from the userinfo endpoint.',
      ],
      fields: [{ label: 'Scopes', value: { text: 'openid profile email' } }],
    },
    { title: 'Say who may use it', text: ['Assign the people or groups who should be able to log in.'] },
  ],
  bring: [
    'The issuer: the address below which /.well-known/openid-configuration is found.',
    'The client id and the client secret.',
  ],
  groups: 'Groups arrive as the values of the claim groups, or of another that you name.',
};
