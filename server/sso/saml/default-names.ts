import type { DefaultNames } from '../attribute-names';

const claims = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';
const microsoft = 'http://schemas.microsoft.com';

/**
 * What identity providers call the attributes of a person unless somebody renames them: Entra ID and ADFS by claims of
 * WS-Federation, Shibboleth and Ping by object identifiers of LDAP (RFC 4519, RFC 2798), Okta, Google, OneLogin and
 * JumpCloud by the words of their guides.
 */
export const samlNames: DefaultNames = {
  email: [
    'email',
    'Email',
    'mail',
    'emailAddress',
    'emailaddress',
    'User.email',
    `${claims}/emailaddress`,
    'urn:oid:0.9.2342.19200300.100.1.3',
  ],
  given_name: [
    'given_name',
    'givenName',
    'firstName',
    'first_name',
    'firstname',
    'FirstName',
    'User.FirstName',
    `${claims}/givenname`,
    'urn:oid:2.5.4.42',
  ],
  family_name: [
    'family_name',
    'familyName',
    'lastName',
    'last_name',
    'lastname',
    'LastName',
    'User.LastName',
    'surname',
    'sn',
    `${claims}/surname`,
    'urn:oid:2.5.4.4',
  ],
  // Entra's `…/claims/name` is the user principal name: no name that anybody should be shown by.
  display_name: [
    'display_name',
    'displayName',
    'displayname',
    `${microsoft}/identity/claims/displayname`,
    'name',
    'cn',
    'urn:oid:2.16.840.1.113730.3.1.241',
    'urn:oid:2.5.4.3',
  ],
  picture: ['picture', 'photo', 'avatar'],
  locale: ['locale', 'preferredLanguage', 'urn:oid:2.16.840.1.113730.3.1.39'],
  phone_number: [
    'phone_number',
    'phoneNumber',
    'telephoneNumber',
    'mobilePhone',
    'phone',
    `${claims}/mobilephone`,
    'urn:oid:2.5.4.20',
  ],
  groups: [
    'groups',
    'Groups',
    'group',
    'memberOf',
    `${microsoft}/ws/2008/06/identity/claims/groups`,
    `${microsoft}/ws/2008/06/identity/claims/role`,
    'http://schemas.xmlsoap.org/claims/Group',
    'urn:oid:1.3.6.1.4.1.5923.1.5.1.1',
  ],
};
