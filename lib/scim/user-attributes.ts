import {
  type AttributeDefinition,
  complexAttribute,
  listAttribute,
  primaryAttribute,
  textAttribute,
  typeAttribute,
} from './attribute';

const places = ['work', 'home', 'other'];
const readOnly = { mutability: 'readOnly' } as const;
const reference = { type: 'reference', caseExact: true } as const;

const name = complexAttribute('name', 'The parts of the person’s name.', [
  textAttribute('formatted', 'The full name, as it is shown.'),
  textAttribute('familyName', 'The family name.'),
  textAttribute('givenName', 'The given name.'),
  textAttribute('middleName', 'The middle names.'),
  textAttribute('honorificPrefix', 'What stands before the name, like “Dr.”.'),
  textAttribute('honorificSuffix', 'What stands behind the name, like “III”.'),
]);

const addresses = complexAttribute(
  'addresses',
  'Postal addresses.',
  [
    textAttribute('formatted', 'The full address, as it is shown.'),
    textAttribute('streetAddress', 'Street, house and floor.'),
    textAttribute('locality', 'The city.'),
    textAttribute('region', 'The state or region.'),
    textAttribute('postalCode', 'The postal code.'),
    textAttribute('country', 'The country.'),
    typeAttribute(places),
    primaryAttribute(),
  ],
  { multiValued: true },
);

const groups = complexAttribute(
  'groups',
  'The groups that the person is in; they are changed at the groups.',
  [
    textAttribute('value', 'The id of the group.', readOnly),
    textAttribute('$ref', 'The address of the group.', {
      ...readOnly,
      ...reference,
      referenceTypes: ['Group'],
    }),
    textAttribute('display', 'The name of the group.', readOnly),
    textAttribute('type', 'Always “direct”.', { ...readOnly, canonicalValues: ['direct', 'indirect'] }),
  ],
  { multiValued: true, ...readOnly },
);

/** RFC 7643 section 4.1. */
export const userAttributes: readonly AttributeDefinition[] = [
  textAttribute('userName', 'What identifies the person in the directory; often the email address.', {
    required: true,
    uniqueness: 'server',
  }),
  name,
  textAttribute('displayName', 'The name to show.'),
  textAttribute('nickName', 'What people call the person.'),
  textAttribute('profileUrl', 'The address of a page about the person.', {
    ...reference,
    referenceTypes: ['external'],
  }),
  textAttribute('title', 'The title of the person’s work.'),
  textAttribute('userType', 'What the person is to the organization, like “Employee”.'),
  textAttribute('preferredLanguage', 'The languages that the person prefers (RFC 7231).'),
  textAttribute('locale', 'How dates, numbers and currencies are written for the person.'),
  textAttribute('timezone', 'The time zone, like “Europe/Paris”.'),
  textAttribute('active', 'False: the person’s membership is inactive.', { type: 'boolean' }),
  textAttribute('password', 'Accepted and thrown away: people prove who they are in other ways.', {
    mutability: 'writeOnly',
    returned: 'never',
  }),
  listAttribute(
    'emails',
    'Email addresses; one per type. The primary one is the member’s address, else the one for work.',
    {},
    places,
  ),
  listAttribute('phoneNumbers', 'Phone numbers, as they were sent; one per type.', {}, [
    'work',
    'home',
    'mobile',
    'fax',
    'pager',
    'other',
  ]),
  listAttribute('ims', 'Addresses for instant messages; one per type.', {}, [
    'aim',
    'gtalk',
    'icq',
    'xmpp',
    'msn',
    'skype',
    'qq',
    'yahoo',
  ]),
  listAttribute(
    'photos',
    'Addresses of pictures; one per type.',
    { ...reference, referenceTypes: ['external'] },
    ['photo', 'thumbnail'],
  ),
  addresses,
  groups,
  listAttribute('entitlements', 'What the person may do, in the directory’s words.', {}),
  listAttribute('roles', 'The person’s roles, in the directory’s words; groups give the roles here.', {}),
  listAttribute('x509Certificates', 'Certificates, in base64.', { type: 'binary', caseExact: true }),
];

/** RFC 7643 section 4.3. */
export const enterpriseAttributes: readonly AttributeDefinition[] = [
  textAttribute('employeeNumber', 'The number of the employee.'),
  textAttribute('costCenter', 'The cost centre.'),
  textAttribute('organization', 'The organization.'),
  textAttribute('division', 'The division.'),
  textAttribute('department', 'The department.'),
  complexAttribute('manager', 'Whom the person reports to.', [
    textAttribute('value', 'The id of the manager, in the directory’s words.'),
    textAttribute('$ref', 'The address of the manager.', { ...reference, referenceTypes: ['User'] }),
    textAttribute('displayName', 'The name of the manager.', readOnly),
  ]),
];
