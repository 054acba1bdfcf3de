import { deflateRawSync, gzipSync } from 'node:zlib';
import { type Attack, altered, attacker, signedAssertion, signedResponse } from './attack';
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

/** What must not reach a parser, or not two of them. */
const texts: readonly Attack[] = [
  { name: 'a huge document', step: 'response-size', forge: () => base64(`<a>${' '.repeat(400_000)}</a>`) },
  { name: 'nothing', step: 'base64', forge: () => '' },
  { name: 'no base64', step: 'base64', forge: () => 'Hello there!' },
  {
    name: 'base64 with something in it that Node skips',
    step: 'base64',
    forge: (keys) => base64(signedResponse(keys)).replace('P', '~P'),
  },
  {
    name: 'base64 of an address',
    step: 'base64',
    forge: () => Buffer.from('<?>?>>>~~').toString('base64url'),
  },
  {
    name: 'bytes that are not UTF-8',
    step: 'utf-8',
    forge: () => Buffer.from([0x3c, 0x61, 0xff, 0x2f, 0x3e]).toString('base64'),
  },
  {
    name: 'a name in overlong UTF-8',
    step: 'utf-8',
    forge: () => Buffer.from([0x3c, 0x61, 0xc0, 0xbc, 0x3e]).toString('base64'),
  },
  {
    name: 'UTF-16',
    step: 'utf-8',
    forge: (keys) => Buffer.from(`\ufeff${signedResponse(keys)}`, 'utf16le').toString('base64'),
  },
  {
    name: 'the document zipped',
    step: 'utf-8',
    forge: (keys) => gzipSync(signedResponse(keys)).toString('base64'),
  },
  {
    name: 'the document deflated, as for a redirect',
    step: 'utf-8',
    forge: (keys) => deflateRawSync(signedResponse(keys)).toString('base64'),
  },
  {
    name: 'more elements than could be verified in time',
    step: 'part-count',
    forge: (keys) =>
      altered(signedResponse(keys), '</samlp:Response>', `${'<a/>'.repeat(800)}</samlp:Response>`),
  },
  {
    name: 'more attributes than could be verified in time',
    step: 'part-count',
    forge: (keys) =>
      altered(
        signedResponse(keys),
        ' Version',
        ` ${Array.from({ length: 4001 }, (_, at) => `a${at}=""`).join(' ')} Version`,
      ),
  },
  {
    name: 'an element with more attributes than could be canonicalized in time',
    step: 'well-formed',
    forge: (keys) =>
      altered(
        signedResponse(keys),
        ' Version',
        ` ${Array.from({ length: 51 }, (_, at) => `a${at}=""`).join(' ')} Version`,
      ),
  },
  {
    name: 'hundreds of elements in each other',
    step: 'well-formed',
    forge: () => base64('<a>'.repeat(700) + '</a>'.repeat(700)),
  },
  {
    name: 'a DOCTYPE',
    step: 'no-doctype',
    forge: (keys) => base64(`<!DOCTYPE Response>${signedResponse(keys)}`),
  },
  {
    name: 'an entity that grows',
    step: 'no-doctype',
    forge: (keys) =>
      base64(`<!DOCTYPE a [<!ENTITY b "${'c'.repeat(9)}"><!ENTITY d "&b;&b;">]>${signedResponse(keys)}`),
  },
  {
    name: 'an entity that reads a file',
    step: 'no-doctype',
    forge: (keys) => base64(`<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>${signedResponse(keys)}`),
  },
  {
    name: 'another encoding in the declaration',
    step: 'no-doctype',
    forge: (keys) => base64(`<?xml version="1.0" encoding="utf-7"?>${signedResponse(keys)}`),
  },
  {
    name: 'XML 1.1',
    step: 'no-doctype',
    forge: (keys) => base64(`<?xml version="1.1"?>${signedResponse(keys)}`),
  },
  ...(
    [
      ['a comment', '<!---->'],
      ['a processing instruction', '<?x?>'],
      ['a CDATA section', '<![CDATA[]]>'],
    ] as const
  ).map(([name, markup]) => ({
    name: `${name} in the name, at which some parsers end it`,
    step: 'no-doctype',
    forge: ((keys) => {
      const whole = signedAssertion(keys, { nameId: `ada@customer.example.com.${attacker}` });
      return altered(whole, `.com.${attacker}`, `.com${markup}.${attacker}`);
    }) satisfies Forge,
  })),
  {
    name: 'an entity that is not known',
    step: 'well-formed',
    forge: (keys) => altered(signedAssertion(keys), 'ada@', '&ada;@'),
  },
  {
    name: 'a character that XML does not have',
    step: 'characters',
    forge: (keys) => altered(signedAssertion(keys), 'ada@', 'ada&#0;@'),
  },
  {
    name: 'two roots',
    step: 'well-formed',
    forge: (keys) => base64(signedResponse(keys) + signedResponse(keys)),
  },
  {
    name: 'text behind the root',
    step: 'well-formed',
    forge: (keys) => base64(`${signedResponse(keys)}more`),
  },
  {
    name: 'an attribute without quotes',
    step: 'well-formed',
    forge: (keys) => altered(signedAssertion(keys), 'Version="2.0"', 'Version=2.0'),
  },
  {
    name: 'an element that does not end',
    step: 'well-formed',
    forge: (keys) => altered(signedAssertion(keys), '</samlp:Response>', ''),
  },
  {
    name: 'another message',
    step: 'one-response',
    forge: (keys) => base64(signedResponse(keys).replaceAll('samlp:Response', 'samlp:LogoutResponse')),
  },
  {
    name: 'an assertion alone',
    step: 'one-response',
    forge: ({ idp }) => base64(signed(assertionXml(), 'Assertion', idp)),
  },
  {
    name: 'a response in no namespace',
    step: 'one-response',
    forge: () => base64('<Response ID="_response" Version="2.0"/>'),
  },
  {
    name: 'SAML 1.1',
    step: 'one-response',
    forge: (keys) => altered(signedAssertion(keys), 'Version="2.0" Destination', 'Version="1.1" Destination'),
  },
  {
    name: 'no assertion',
    step: 'one-assertion',
    forge: ({ idp }) => base64(signed(responseXml(''), 'Response', idp)),
  },
];

export const contentAttacks: readonly Attack[] = [...meanings, ...texts];
