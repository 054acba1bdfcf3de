import { deflateRawSync, gzipSync } from 'node:zlib';
import { type Attack, altered, attacker, signedAssertion, signedResponse } from './attack';
import { assertionXml, base64, responseXml, signed } from './documents';

type Forge = Attack['forge'];

/** What must not reach a parser, or not two of them. */
export const textAttacks: readonly Attack[] = [
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
