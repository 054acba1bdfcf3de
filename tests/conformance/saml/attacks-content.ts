import { type Attack, altered, signedAssertion, signedResponse } from './attack';
import { textAttacks } from './attacks-text';
import {
  type AssertionDraft,
  acsUrl,
  assertionXml,
  at,
  base64,
  entityId,
  responseXml,
  signed,
} from './documents';

type Forge = Attack['forge'];

/** Truly signed by the identity provider, and not for us, not now, or not about anybody. */
const assertions: readonly (readonly [string, string, Partial<AssertionDraft>])[] = [
  ['another issuer of the assertion', 'issuer', { issuer: 'https://idp.attacker.example.com' }],
  ['no issuer of the assertion', 'issuer', { issuer: '' }],
  ['another audience', 'audience', { audience: audienceOf('https://other.example.com') }],
  ['an audience that begins like ours', 'audience', { audience: audienceOf(`${entityId}0`) }],
  ['no audience', 'audience', { audience: '' }],
  [
    'two audiences that must both be, one not ours',
    'audience',
    { audience: audienceOf(entityId) + audienceOf('https://other.example.com') },
  ],
  [
    'a condition that is not known',
    'audience',
    { audience: `${audienceOf(entityId)}<saml:Condition></saml:Condition>` },
  ],
  [
    'another recipient',
    'recipient',
    { confirmation: dataOf({ Recipient: 'https://other.example.com/acs' }) },
  ],
  [
    'a recipient of another connection',
    'recipient',
    { confirmation: dataOf({ Recipient: acsUrl.replace('conn_1', 'conn_2') }) },
  ],
  ['no recipient', 'recipient', { confirmation: dataOf({}, 'Recipient') }],
  ['no end of the confirmation', 'subject-confirmation', { confirmation: dataOf({}, 'NotOnOrAfter') }],
  [
    'a holder of a key instead of a bearer',
    'subject-confirmation',
    { method: 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key' },
  ],
  [
    'the assertion answers another request',
    'in-response-to',
    { confirmation: dataOf({ InResponseTo: '_other' }) },
  ],
  ['conditions that ended a minute ago', 'time', { conditions: ` NotOnOrAfter="${at(-60)}"` }],
  ['conditions that begin in more than a minute', 'time', { conditions: ` NotBefore="${at(61)}"` }],
  ['a confirmation that ended a minute ago', 'time', { confirmation: dataOf({ NotOnOrAfter: at(-60) }) }],
  [
    'a confirmation that begins in more than a minute',
    'time',
    { confirmation: dataOf({ NotBefore: at(61) }) },
  ],
  [
    'a session that has ended',
    'time',
    { statement: `<saml:AuthnStatement SessionNotOnOrAfter="${at(-60)}"></saml:AuthnStatement>` },
  ],
  ['a time with a zone', 'time', { conditions: ' NotOnOrAfter="2026-05-01T14:10:00+02:00"' }],
  ['a time that is none', 'time', { conditions: ' NotOnOrAfter="tomorrow"' }],
  ['nobody has logged in', 'authn-statement', { statement: '' }],
  ['nobody', 'subject', { nameId: '' }],
  ['a name with blanks around it', 'subject', { nameId: ' ada@customer.example.com' }],
  ['a name with a line break', 'subject', { nameId: 'ada@customer.example.com&#xD;x' }],
  ['a name of elements', 'subject', { nameId: 'ada@customer.example.com<b>.attacker.example.com</b>' }],
  ['a name of more than 256 characters', 'subject', { nameId: 'a'.repeat(257) }],
  [
    'a name for this login only',
    'subject',
    { nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient' },
  ],
];

const envelopes: readonly (readonly [string, string, Parameters<typeof responseXml>[1]])[] = [
  [
    'another issuer of the response',
    'issuer',
    {
      issuer:
        '<saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">https://idp.attacker.example.com</saml:Issuer>',
    },
  ],
  [
    'another destination',
    'destination',
    { attributes: ' Destination="https://other.example.com/acs" InResponseTo="_request"' },
  ],
  ['no destination of what is signed', 'destination', { attributes: ' InResponseTo="_request"' }],
  [
    'a status other than success',
    'status',
    { status: statusOf('urn:oasis:names:tc:SAML:2.0:status:Responder') },
  ],
  ['a status that only ends like success', 'status', { status: statusOf('urn:other:status:Success') }],
  ['no status', 'status', { status: '' }],
  [
    'the response answers another request',
    'in-response-to',
    { attributes: ` Destination="${acsUrl}" InResponseTo="_other"` },
  ],
];

function audienceOf(audience: string): string {
  return `<saml:AudienceRestriction><saml:Audience>${audience}</saml:Audience></saml:AudienceRestriction>`;
}

function dataOf(changes: Record<string, string>, without = ''): string {
  const honest = { InResponseTo: '_request', NotOnOrAfter: at(300), Recipient: acsUrl };
  const attributes = Object.entries({ ...honest, ...changes }).filter(([name]) => name !== without);
  return attributes.map(([name, value]) => ` ${name}="${value}"`).join('');
}

function statusOf(value: string): string {
  return `<samlp:Status><samlp:StatusCode Value="${value}"></samlp:StatusCode></samlp:Status>`;
}

const meanings: readonly Attack[] = [
  ...assertions.map(([name, step, changes]) => ({
    name,
    step,
    forge: ((keys) => base64(signedResponse(keys, assertionXml(changes)))) satisfies Forge,
  })),
  ...envelopes.map(([name, step, changes]) => ({
    name,
    step,
    forge: (({ idp }) =>
      base64(signed(responseXml(assertionXml(), changes), 'Response', idp))) satisfies Forge,
  })),
  {
    name: 'another destination of a response that is not signed',
    step: 'destination',
    forge: (keys) =>
      altered(signedAssertion(keys), `Destination="${acsUrl}"`, 'Destination="https://other.example.com/"'),
  },
  {
    name: 'a status other than success around a signed assertion',
    step: 'status',
    forge: (keys) => altered(signedAssertion(keys), 'status:Success', 'status:Requester'),
  },
  {
    name: 'a request that nobody signed for a stolen assertion that answers none',
    step: 'in-response-to',
    forge: (keys) => base64(signedAssertion(keys, { confirmation: dataOf({}, 'InResponseTo') })),
  },
];

export const contentAttacks: readonly Attack[] = [...meanings, ...textAttacks];
