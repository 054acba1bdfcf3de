import { type AttributeDefinition, complexAttribute, textAttribute } from './attribute';

const immutable = { mutability: 'immutable' } as const;

/**
 * RFC 7643 sections 4.2 and 8.7.1: members have no name to show, which would be read for each of very many, and which
 * clients that compare what they sent with what they get (scim2-tester) would not know.
 */
export const groupAttributes: readonly AttributeDefinition[] = [
  textAttribute('displayName', 'The name of the group.', { required: true, uniqueness: 'server' }),
  complexAttribute(
    'members',
    'The users in the group.',
    [
      textAttribute('value', 'The id of the user.', { ...immutable, caseExact: true }),
      textAttribute('$ref', 'The address of the user.', {
        ...immutable,
        type: 'reference',
        caseExact: true,
        referenceTypes: ['User'],
      }),
      textAttribute('type', 'Always “User”.', { ...immutable, canonicalValues: ['User'] }),
    ],
    { multiValued: true },
  ),
];
